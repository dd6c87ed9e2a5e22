using System.Text.Json;

namespace Bux.Seam;

/// <summary>Calls a codec that a user wrote, and holds it to its promises: one value, written and read whole.</summary>
internal sealed class CustomCodec<TCodec, T> : JsonCodec<T> where TCodec : ICodec<T>
{
    public override void Write(Utf8JsonWriter writer, T value)
    {
        var depth = writer.CurrentDepth;
        var before = Written(writer);
        Call(writer, value);
        if (writer.CurrentDepth != depth || Written(writer) == before) throw Broken("did not write exactly one JSON value");
    }

    public override T Read(ref Utf8JsonReader reader)
    {
        var end = reader;
        end.Skip();
        T value;
        try
        {
            value = TCodec.Read(ref reader);
        }
        catch (Exception error) when (error is not (WireFormatException or JsonException))
        {
            throw Broken($"failed: {error.Message}");
        }

        return reader.TokenStartIndex == end.TokenStartIndex ? value : throw Broken("did not read exactly one JSON value");
    }

    private static void Call(Utf8JsonWriter writer, T value)
    {
        try
        {
            TCodec.Write(writer, value);
        }
        catch (Exception error) when (error is not WireFormatException)
        {
            throw Broken($"failed: {error.Message}");
        }
    }

    private static long Written(Utf8JsonWriter writer) => writer.BytesCommitted + writer.BytesPending;

    private static WireFormatException Broken(string what) => new($"The codec {typeof(TCodec).Name} of {typeof(T).Name} {what}.");
}

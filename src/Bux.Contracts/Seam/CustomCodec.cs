using System.Text.Json;

namespace Bux.Seam;

/// <summary>Calls a codec that a user wrote, and holds it to its promises: one value, written and read whole.</summary>
internal sealed class CustomCodec<TCodec, T> : JsonCodec<T> where TCodec : ICodec<T>
{
    public override void Write(JsonWriter writer, T value)
    {
        var custom = writer.Custom();
        try
        {
            TCodec.Write(custom, value);
            custom.Flush();
        }
        catch (Exception error) when (error is not WireFormatException)
        {
            throw Broken($"failed: {error.Message}");
        }

        if (custom.CurrentDepth != 0 || custom.BytesCommitted == 0) throw Broken("did not write exactly one JSON value");
    }

    public override T Read(ref JsonReader reader)
    {
        var start = reader.ValueStart();
        var json = reader.Skip();
        var custom = new Utf8JsonReader(json, JsonDocuments.ReaderOptions);
        custom.Read();
        T value;
        try
        {
            value = TCodec.Read(ref custom);
        }
        catch (Exception error) when (error is not WireFormatException)
        {
            reader.TokenStart = start + (int)custom.TokenStartIndex;
            throw Broken($"failed: {error.Message}");
        }

        if (custom.BytesConsumed == json.Length) return value;
        reader.TokenStart = start + (int)custom.TokenStartIndex;
        throw Broken("did not read exactly one JSON value");
    }

    private static WireFormatException Broken(string what) => new($"The codec {typeof(TCodec).Name} of {typeof(T).Name} {what}.");
}

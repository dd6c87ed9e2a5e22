using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bux.Wire;

/// <summary>A reused JSON writer. Used by one thread.</summary>
internal sealed class JsonBuffer : IDisposable
{
    // The wire is no web page: only what JSON itself demands is escaped. Generated codecs write sound JSON, so nothing is checked again.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _writer;

    public JsonBuffer() => _writer = new Utf8JsonWriter(_bytes, Options);

    /// <summary>The writer, emptied.</summary>
    public Utf8JsonWriter Begin()
    {
        _bytes.ResetWrittenCount();
        _writer.Reset(_bytes);
        return _writer;
    }

    /// <summary>What was written since <see cref="Begin"/>.</summary>
    public byte[] End()
    {
        _writer.Flush();
        return _bytes.WrittenSpan.ToArray();
    }

    public void Dispose() => _writer.Dispose();
}

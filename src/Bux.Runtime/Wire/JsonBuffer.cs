using System.Buffers;
using System.Text.Json;
using Bux.Seam;

namespace Bux.Wire;

/// <summary>A reused JSON writer. Used by one thread.</summary>
internal sealed class JsonBuffer : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _writer;

    public JsonBuffer() => _writer = new Utf8JsonWriter(_bytes, JsonDocuments.WriterOptions);

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

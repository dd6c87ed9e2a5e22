namespace Bux.Seam;

/// <summary>A value from the wire does not have the shape that its contract says.</summary>
public sealed class WireFormatException : Exception
{
    /// <summary>A value of the wrong shape.</summary>
    /// <param name="message">What is wrong, without the place.</param>
    public WireFormatException(string message) : base(message) => Detail = message;

    /// <summary>A value of the wrong shape at a place.</summary>
    /// <param name="detail">What is wrong, without the place.</param>
    /// <param name="path">The place as a path, <c>$.details.name</c>.</param>
    /// <param name="position">The place as a byte offset in the document.</param>
    /// <param name="inner">The parser's own error.</param>
    public WireFormatException(string detail, string path, long position, Exception inner)
        : base($"{detail} At {path}, byte {position}.", inner)
    {
        Detail = detail;
        Path = path;
        Position = position;
    }

    /// <summary>What is wrong, without the place.</summary>
    public string Detail { get; }

    /// <summary>The place as a path, or null when it is not known.</summary>
    public string? Path { get; }

    /// <summary>The place as a byte offset in the document, or 0.</summary>
    public long Position { get; }
}

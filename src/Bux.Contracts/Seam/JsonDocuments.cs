using System.Text;
using System.Text.Json;

namespace Bux.Seam;

/// <summary>Reads whole JSON documents with a codec, and says where one is wrong.</summary>
public static class JsonDocuments
{
    /// <summary>The options that every document is read with: no comments, no trailing commas, at most 64 levels.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = JsonReader.MaximumDepth, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads one document that holds one value and nothing after it.</summary>
    /// <exception cref="WireFormatException">The document is broken or of the wrong shape; path and byte position are in the message.</exception>
    public static T Read<T>(JsonCodec<T> codec, ReadOnlySpan<byte> document)
    {
        var reader = new JsonReader(document);
        try
        {
            var value = codec.Read(ref reader);
            reader.EndDocument();
            return value;
        }
        catch (Exception error) when (error is not (OutOfMemoryException or InsufficientExecutionStackException))
        {
            // A constructor of the user's may refuse a value, too.
            throw Explain(document, reader.TokenStart, error);
        }
    }

    /// <summary>What is wrong and where: first whether it is JSON at all, which nobody says better than System.Text.Json.</summary>
    private static WireFormatException Explain(ReadOnlySpan<byte> document, int position, Exception error)
    {
        try
        {
            var reader = new Utf8JsonReader(document, ReaderOptions);
            while (reader.Read())
            {
            }
        }
        catch (JsonException broken)
        {
            var offset = Offset(document, broken);
            var detail = document.Trim(" \n\r\t"u8).IsEmpty ? "The document is empty." : "The JSON is broken: " + broken.Message.Split(" LineNumber:")[0].TrimEnd('.') + ".";
            return new WireFormatException(detail, PathAt(document, offset), offset, error);
        }

        var what = error is WireFormatException wire ? wire.Detail : error.Message;
        return new WireFormatException(what, PathAt(document, position), position, error);
    }

    private static long Offset(ReadOnlySpan<byte> document, JsonException error)
    {
        long start = 0;
        for (var line = error.LineNumber ?? 0; line > 0; line--)
        {
            var feed = document[(int)start..].IndexOf((byte)'\n');
            if (feed < 0) break;
            start += feed + 1;
        }

        return Math.Min(document.Length, start + (error.BytePositionInLine ?? 0));
    }

    /// <summary>
    /// The path of the token at a byte position, found by reading the document once more: paths cost nothing until something is wrong.
    /// </summary>
    private static string PathAt(ReadOnlySpan<byte> document, long position)
    {
        var path = new Stack<(string? Name, int Index)>();
        var reader = new Utf8JsonReader(document, ReaderOptions);
        string? member = null;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    if (reader.TokenStartIndex >= position) return Format(path, null);
                    path.Pop();
                    Advance(path);
                    continue;
                }

                if (reader.TokenType == JsonTokenType.PropertyName) member = reader.GetString();
                if (reader.TokenStartIndex >= position) return Format(path, member);
                if (reader.TokenType == JsonTokenType.PropertyName) continue;

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    Name(path, member);
                    path.Push((null, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                }
                else Advance(path);

                member = null;
            }
        }
        catch (JsonException)
        {
            // The document breaks here; what was read so far is the path.
        }
        catch (InvalidOperationException)
        {
            // A member name that is no valid UTF-8 or UTF-16; what was read so far is the path.
        }

        return Format(path, member);
    }

    private static void Name(Stack<(string? Name, int Index)> path, string? member)
    {
        if (member is null || path.Count == 0) return;
        var (_, index) = path.Pop();
        path.Push((member, index));
    }

    private static void Advance(Stack<(string? Name, int Index)> path)
    {
        if (path.Count == 0) return;
        var (_, index) = path.Pop();
        path.Push((null, index < 0 ? index : index + 1));
    }

    private static string Format(Stack<(string? Name, int Index)> path, string? member)
    {
        var text = new StringBuilder("$");
        var depth = path.Count;
        foreach (var (name, index) in path.Reverse())
        {
            var innermost = --depth == 0;
            if (index >= 0) text.Append('[').Append(index).Append(']');
            else if ((innermost ? member : name) is { } step) text.Append('.').Append(step);
        }

        return text.ToString();
    }
}

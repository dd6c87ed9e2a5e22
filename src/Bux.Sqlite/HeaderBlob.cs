using System.Buffers.Binary;
using System.Text;
using Bux.Log;

namespace Bux.Sqlite;

/// <summary>Headers as bytes: for each the lengths of name and value (-1 for null) as 32-bit little-endian numbers, then both.</summary>
internal static class HeaderBlob
{
    public static byte[] Write(IReadOnlyList<LogHeader> headers)
    {
        var names = headers.Select(header => Encoding.UTF8.GetBytes(header.Name)).ToArray();
        var blob = new byte[headers.Select((header, i) => 8 + names[i].Length + (header.Value?.Length ?? 0)).Sum()];
        var rest = blob.AsSpan();
        for (var i = 0; i < headers.Count; i++)
        {
            var value = headers[i].Value;
            BinaryPrimitives.WriteInt32LittleEndian(rest, names[i].Length);
            BinaryPrimitives.WriteInt32LittleEndian(rest[4..], value?.Length ?? -1);
            names[i].CopyTo(rest[8..]);
            value?.CopyTo(rest[(8 + names[i].Length)..]);
            rest = rest[(8 + names[i].Length + (value?.Length ?? 0))..];
        }

        return blob;
    }

    public static IReadOnlyList<LogHeader> Read(byte[] blob)
    {
        var headers = new List<LogHeader>();
        for (var rest = blob.AsSpan(); rest.Length > 0;)
        {
            var (name, value) = (BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadInt32LittleEndian(rest[4..]));
            var bytes = value < 0 ? null : rest.Slice(8 + name, value).ToArray();
            headers.Add(new LogHeader(Encoding.UTF8.GetString(rest.Slice(8, name)), bytes));
            rest = rest[(8 + name + Math.Max(value, 0))..];
        }

        return headers;
    }
}

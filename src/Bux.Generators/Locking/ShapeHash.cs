using System.Security.Cryptography;
using System.Text;

namespace Bux.Generators.Locking;

/// <summary>The short hash by which two assemblies tell whether they mean the same shape.</summary>
internal static class ShapeHash
{
    private const int Bytes = 6;

    /// <summary>Twelve lower-case hexadecimal digits of the lines' SHA-256. Nothing but what the lines say is in it.</summary>
    public static string Of(IEnumerable<ShapeLine> lines)
    {
        using var hash = SHA256.Create();
        var text = string.Join("\n", lines.OrderBy(line => line, ShapeLine.Order));
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(Bytes).Select(each => each.ToString("x2")));
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Bux.Generators.Model;

/// <summary>A shape on the wire as text, for the fingerprint.</summary>
internal static class ShapeText
{
    public static string Of(IEnumerable<CodecModel> codecs)
    {
        var text = new StringBuilder();
        foreach (var codec in codecs) text.Append(Of(codec)).Append('\n');
        return text.ToString();
    }

    /// <summary>A hash of a text, short enough for the name of a topic: twelve hexadecimal digits of SHA-256.</summary>
    public static string Hash(string text)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(6).Select(each => each.ToString("x2")));
    }

    private static string Form(WireType type) => type is CustomType custom ? custom.Type + "~" + custom.Codec : type.Type;

    private static string Of(CodecModel codec) => codec.Type + " " + codec switch
    {
        ObjectCodec shape => "{" + string.Join(",", shape.Members.Select(member => $"{member.Wire}:{Form(member.Type)}={member.Default}")) + "}",
        EnumCodec names => "(" + string.Join("|", names.Names.Select(name => name.Wire)) + ")",
        IdCodec id => "=" + id.Inner.Type,
        TupleCodec tuple => "[" + string.Join(",", tuple.Items.Select(Form)) + "]",
        HierarchyCodec cases => cases.Discriminator + "(" + string.Join("|", cases.Cases.Select(each => each.Wire + ":" + each.Type)) + ")",
        _ => "",
    };
}

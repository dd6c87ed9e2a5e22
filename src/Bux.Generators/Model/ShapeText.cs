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

    private static string Of(CodecModel codec) => codec.Type + " " + codec switch
    {
        ObjectCodec shape => "{" + string.Join(",", shape.Members.Select(member => $"{member.Wire}:{member.Type.Type}={member.Default}")) + "}",
        EnumCodec names => "(" + string.Join("|", names.Names.Select(name => name.Wire)) + ")",
        IdCodec id => "=" + id.Inner.Type,
        _ => "",
    };
}

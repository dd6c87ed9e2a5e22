using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the codec of a tuple: an array of as many items as the tuple has.</summary>
internal static class TupleEmitter
{
    public static string Emit(CodecFile file, TupleCodec codec)
    {
        var code = new WireCode(file.Codecs.Index());
        var numbers = Enumerable.Range(1, codec.Items.Count).ToArray();
        var writer = SourceWriter.In(file.Namespace).Plumbing($"The JSON of {SourceWriter.See(codec.Type)}: an array.").Obsolete(codec.Obsolete);
        writer.Write($"internal sealed class {file.Name} : JsonCodec<{codec.Type}>").Block(() =>
        {
            writer.Write($"public static readonly {file.Name} Instance = new();\n");
            foreach (var i in numbers)
            {
                writer.Assign($"private static readonly JsonCodec<{codec.Items[i - 1].Type}> Item{i}", code.Codec(codec.Items[i - 1]));
            }

            writer.Write($"\npublic override void Write(JsonWriter writer, {codec.Type} value)").Block(() =>
            {
                writer.Write("writer.BeginArray();");
                foreach (var i in numbers) writer.Write($"writer.Item();\nItem{i}.Write(writer, value.Item{i});");
                writer.Write("writer.EndArray();");
            });
            writer.Write($"\npublic override {codec.Type} Read(ref JsonReader reader)").Block(() =>
            {
                writer.Write("reader.BeginArray();");
                foreach (var i in numbers)
                {
                    writer.Write($"JsonTuples.Next(ref reader, {i}, {numbers.Length});\nvar item{i} = Item{i}.Read(ref reader);");
                }

                writer.Write($"JsonTuples.End(ref reader, {numbers.Length});\nreturn ({string.Join(", ", numbers.Select(i => "item" + i))});");
            });
        });
        return writer.ToString();
    }
}

using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the codec of an object.</summary>
internal sealed class ObjectCodecEmitter(CodecFile file, ObjectCodec codec)
{
    private readonly WireCode _code = new(file.Codecs.Index());
    private readonly SourceWriter _writer = SourceWriter.In(file.Namespace);

    public string Emit()
    {
        _writer.Plumbing($"The JSON of {SourceWriter.See(codec.Type)}.").Obsolete(codec.Obsolete).Write($"internal sealed class {file.Name} : JsonCodec<{codec.Type}>").Block(() =>
        {
            _writer.Write($"public static readonly {file.Name} Instance = new();");
            EmitFields();
            EmitWrite();
            if (file.InHierarchy) _writer.Write($"\ninternal static void WriteMembers(Utf8JsonWriter writer, {codec.Type} value)").Block(EmitWriteMembers);
            EmitRead();
        });
        return _writer.ToString();
    }

    private void EmitFields()
    {
        if (codec.Members.Count > 0) _writer.Write("");
        foreach (var member in codec.Members)
        {
            _writer.Write($"private static readonly JsonEncodedText {member.Name.TrimStart('@')}Name = JsonEncodedText.Encode({SourceWriter.Quote(member.Wire)});");
        }

        var shaped = codec.Members.Where(member => WireCode.NeedsField(member.Type)).ToArray();
        if (shaped.Length > 0) _writer.Write("");
        foreach (var member in shaped)
        {
            _writer.Assign($"private static readonly JsonCodec<{member.Type.Type}> {WireCode.Field(member)}", _code.Codec(member.Type));
        }
    }

    private void EmitWrite() => _writer
        .Write($"\npublic override void Write(Utf8JsonWriter writer, {codec.Type} value)")
        .Block(() =>
        {
            if (!codec.IsValueType) _writer.Write($"if (value is null) throw JsonMembers.Null({SourceWriter.Quote(codec.Name)});");
            _writer.Write("writer.WriteStartObject();");
            if (file.InHierarchy) _writer.Write("WriteMembers(writer, value);");
            else EmitWriteMembers();
            _writer.Write("writer.WriteEndObject();");
        });

    private void EmitWriteMembers()
    {
        if (codec.IsRejection)
        {
            _writer.Write("""
                writer.WriteString("code"u8, value.Code);
                writer.WriteString("message"u8, value.Message);
                """);
        }

        foreach (var member in codec.Members.Where(member => !(codec.IsRejection && member.Wire is "code" or "message")))
        {
            var statement = _code.Write(member);
            if (member.LeftOut) _writer.Write($"if (value.{member.Name} is not null)").Block(() => _writer.Write(statement));
            else _writer.Write(statement);
        }
    }

    private void EmitRead() => _writer
        .Write($"\npublic override {codec.Type} Read(ref Utf8JsonReader reader)")
        .Block(() =>
        {
            _writer.Write("JsonMembers.Begin(ref reader);");
            foreach (var member in codec.Members) _writer.Write(Declare(member));
            _writer.Write("while (JsonMembers.Next(ref reader, out var member))").Block(EmitMembers);
            _writer.Write("");
            EmitResult();
        });

    private void EmitMembers()
    {
        if (codec.Members.Count == 0)
        {
            _writer.Write("reader.Skip();");
            return;
        }

        var first = "";
        foreach (var member in codec.Members)
        {
            _writer.Write(
                $"{first}if (member.SequenceEqual({SourceWriter.Quote(member.Wire)}u8)) {WireCode.Local(member)} = {Given(member)}{_code.Read(member)}{(IsLate(member) ? ")" : "")};");
            first = "else ";
        }

        _writer.Write("else reader.Skip();");
    }

    private void EmitResult()
    {
        var late = codec.Members.Where(IsLate).ToArray();
        _writer.Write(late.Length == 0 ? $"return new {Construction()};" : $"var value = new {Construction()};");
        foreach (var member in late)
        {
            // The compiler cannot know that a value which was given is not null.
            var given = $"{WireCode.Local(member)}.Value{(member.Type is NullableType || member.Type.IsValueType ? "" : "!")}";
            var assignment = member.Role == MemberRole.With ? $"value = value with {{ {member.Name} = {given} }};" : $"value.{member.Name} = {given};";
            _writer.Write($"if ({WireCode.Local(member)}.Given) {assignment}");
        }

        if (late.Length > 0) _writer.Write("return value;");
    }

    private string Construction()
    {
        var arguments = codec.Members.Where(member => member.Role == MemberRole.Constructor).OrderBy(member => member.Position)
            .Select(member => (codec.NamedArguments ? member.Parameter + ": " : "") + Value(member));
        var initializers = codec.Members.Where(member => member.Role == MemberRole.Initializer)
            .Select(member => $"    {member.Name} = {Value(member)},").ToArray();
        var construction = Arguments(arguments.ToArray());
        return initializers.Length == 0 ? codec.Type + construction : $"{codec.Type}{construction}\n{{\n{string.Join("\n", initializers)}\n}}";
    }

    private static string Arguments(string[] arguments) => arguments.Sum(argument => argument.Length) < 100
        ? $"({string.Join(", ", arguments)})"
        : $"(\n    {string.Join(",\n    ", arguments)})";

    /// <summary>A member that the type has a default for is only set when the wire has it: the local says whether it does.</summary>
    private static bool IsLate(MemberModel member) => member.Role is MemberRole.Setter or MemberRole.With;

    private static string Given(MemberModel member) => IsLate(member) ? "(true, " : "";

    private static string Declare(MemberModel member) => member switch
    {
        _ when IsLate(member) => $"(bool Given, {member.Type.Type} Value) {WireCode.Local(member)} = default;",
        { Default: { } absent } => $"{member.Type.Type} {WireCode.Local(member)} = {absent};",
        _ => $"{member.Type.Type}? {WireCode.Local(member)} = null;",
    };

    private static string Value(MemberModel member) => member.Default is not null
        ? WireCode.Local(member)
        : $"{WireCode.Local(member)} ?? throw JsonMembers.Missing({SourceWriter.Quote(member.Wire)})";
}

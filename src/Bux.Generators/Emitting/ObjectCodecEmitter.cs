using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes the codec of an object.</summary>
internal sealed class ObjectCodecEmitter(CodecFile file, ObjectCodec codec)
{
    private const int BitsOfSet = 64;

    private readonly WireCode _code = new(file.Codecs.Index());
    private readonly SourceWriter _writer = SourceWriter.In(file.Namespace);

    public string Emit()
    {
        _writer.Plumbing($"The JSON of {SourceWriter.See(codec.Type)}.").Obsolete(codec.Obsolete).Write($"internal sealed class {file.Name} : JsonCodec<{codec.Type}>").Block(() =>
        {
            _writer.Write($"public static readonly {file.Name} Instance = new();");
            EmitFields();
            EmitWrite();
            if (file.InHierarchy) _writer.Write($"\ninternal static void WriteMembers(JsonWriter writer, {codec.Type} value)").Block(EmitWriteMembers);
            EmitRead();
        });
        return _writer.ToString();
    }

    private void EmitFields()
    {
        var names = codec.Members.Select(member => SourceWriter.Quote(member.Wire)).ToArray();
        _writer.Write("").Assign("private static readonly JsonNames Names", Call("new", names));
        var shaped = codec.Members.Where(member => WireCode.NeedsField(member.Type)).ToArray();
        if (shaped.Length > 0) _writer.Write("");
        foreach (var member in shaped)
        {
            _writer.Assign($"private static readonly JsonCodec<{member.Type.Type}> {WireCode.Field(member)}", _code.Codec(member.Type));
        }
    }

    private void EmitWrite() => _writer
        .Write($"\npublic override void Write(JsonWriter writer, {codec.Type} value)")
        .Block(() =>
        {
            if (!codec.IsValueType) _writer.Write($"if (value is null) throw JsonMembers.Null({SourceWriter.Quote(codec.Name)});");
            _writer.Write("writer.BeginObject();");
            if (file.InHierarchy) _writer.Write("WriteMembers(writer, value);");
            else EmitWriteMembers();
            _writer.Write("writer.EndObject();");
        });

    private void EmitWriteMembers()
    {
        if (codec.IsRejection)
        {
            _writer.Write("""
                writer.Name("\"code\":"u8);
                writer.String(value.Code);
                writer.Name("\"message\":"u8);
                writer.String(value.Message);
                """);
        }

        foreach (var member in codec.Members.Where(member => !(codec.IsRejection && member.Wire is "code" or "message")))
        {
            var statements = _code.Write(member);
            if (member.LeftOut) _writer.Write($"if (value.{member.Name} is not null)").Block(() => _writer.Write(statements));
            else _writer.Write(statements);
        }
    }

    private void EmitRead() => _writer
        .Write($"\npublic override {codec.Type} Read(ref JsonReader reader)")
        .Block(() =>
        {
            foreach (var member in codec.Members) _writer.Write(Declare(member));
            foreach (var set in Sets(codec.Members.Where(IsNoted))) _writer.Write($"ulong {set} = 0;");
            _writer.Write("var member = -1;\nreader.BeginObject();");
            _writer.Write("while (reader.Next(Names, ref member))").Block(() => _writer.Write("switch (member)").Block(EmitMembers));
            _writer.Write("");
            EmitMissing();
            EmitResult();
        });

    private void EmitMembers()
    {
        for (var i = 0; i < codec.Members.Count; i++)
        {
            var member = codec.Members[i];
            var noted = IsNoted(member) ? $" {Set(member)} |= {Bit(member)};" : "";
            _writer.Write($"case {i}: {WireCode.Local(member)} = {_code.Read(member)};{noted} break;");
        }

        _writer.Write("default: reader.Skip(); break;");
    }

    private void EmitMissing()
    {
        foreach (var group in codec.Members.Where(member => IsNoted(member) && !IsLate(member)).GroupBy(Set))
        {
            var needed = group.Aggregate(0UL, (bits, member) => bits | 1UL << (Index(member) % BitsOfSet));
            var mask = $"0x{needed:X}UL";
            var first = Index(group.First()) / BitsOfSet * BitsOfSet;
            _writer.Write($"if (({group.Key} & {mask}) != {mask}) throw Names.Missing(~{group.Key} & {mask}{(first > 0 ? $", {first}" : "")});");
        }
    }

    private void EmitResult()
    {
        var late = codec.Members.Where(IsLate).ToArray();
        _writer.Write(late.Length == 0 ? $"return new {Construction()};" : $"var value = new {Construction()};");
        foreach (var member in late)
        {
            var assignment = member.Role == MemberRole.With
                ? $"value = value with {{ {member.Name} = {WireCode.Local(member)} }};"
                : $"value.{member.Name} = {WireCode.Local(member)};";
            _writer.Write($"if (({Set(member)} & {Bit(member)}) != 0) {assignment}");
        }

        if (late.Length > 0) _writer.Write("return value;");
    }

    private string Construction()
    {
        var arguments = codec.Members.Where(member => member.Role == MemberRole.Constructor).OrderBy(member => member.Position)
            .Select(member => (codec.NamedArguments ? member.Parameter + ": " : "") + Value(member));
        var initializers = codec.Members.Where(member => member.Role == MemberRole.Initializer)
            .Select(member => $"    {member.Name} = {Value(member)},").ToArray();
        var construction = Call(codec.Type, arguments.ToArray());
        return initializers.Length == 0 ? construction : $"{construction}\n{{\n{string.Join("\n", initializers)}\n}}";
    }

    private static string Call(string function, string[] arguments) => arguments.Sum(argument => argument.Length + 2) < 100
        ? $"{function}({string.Join(", ", arguments)})"
        : $"{function}(\n    {string.Join(",\n    ", arguments)})";

    /// <summary>A member that the type has a default for is only set when the wire has it.</summary>
    private static bool IsLate(MemberModel member) => member.Role is MemberRole.Setter or MemberRole.With;

    /// <summary>Whether a bit says that the wire had the member: a value that is not null says so itself.</summary>
    private static bool IsNoted(MemberModel member) =>
        IsLate(member) || (member.Default is null && member.Type.IsValueType && member.Type is not NullableType);

    private int Index(MemberModel member)
    {
        for (var i = 0; i < codec.Members.Count; i++)
        {
            if (ReferenceEquals(codec.Members[i], member)) return i;
        }

        throw new InvalidOperationException($"{member.Name} is no member of {codec.Name}.");
    }

    private string Set(MemberModel member) => Index(member) < BitsOfSet ? "given" : $"given{Index(member) / BitsOfSet}";

    private string Bit(MemberModel member) => $"1UL << {Index(member) % BitsOfSet}";

    private IEnumerable<string> Sets(IEnumerable<MemberModel> members) => members.Select(Set).Distinct();

    private static string Declare(MemberModel member)
    {
        var type = member.Type.Type;
        if (IsLate(member)) return $"{type} {WireCode.Local(member)} = default{(member.Type.IsValueType || member.Type is NullableType ? "" : "!")};";
        if (member.Default is { } absent) return $"{type} {WireCode.Local(member)} = {absent};";
        return member.Type.IsValueType ? $"{type} {WireCode.Local(member)} = default;" : $"{type}? {WireCode.Local(member)} = null;";
    }

    private static string Value(MemberModel member) => member.Default is not null || IsNoted(member)
        ? WireCode.Local(member)
        : $"{WireCode.Local(member)} ?? throw JsonMembers.Missing({SourceWriter.Quote(member.Wire)})";
}

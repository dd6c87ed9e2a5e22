using System;

namespace Bux.Generators.Model;

/// <summary>A place in a source file, without a reference to its tree.</summary>
internal sealed record Place(string Path, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn);

/// <summary>A diagnostic to be reported: the rule's id, the place, and what goes into its message.</summary>
internal sealed record Finding(string Id, Place? Place, EquatableArray<string> Arguments);

/// <summary>A parsed declaration, or null when it cannot be generated; and what is to be said about it.</summary>
internal sealed record Parsed<T>(T? Value, EquatableArray<Finding> Findings) where T : class, IEquatable<T>;

/// <summary>A type as generated code names it.</summary>
/// <param name="Name">Fully qualified, with <c>global::</c>.</param>
/// <param name="Display">For people.</param>
internal sealed record TypeName(string Name, string Display);

/// <summary>How a value is written and read: a primitive by <c>JsonValue</c>, everything else by a codec of its own.</summary>
/// <param name="Type">The type without its nullability.</param>
/// <param name="Primitive">The primitive's name in <c>JsonValue.Read…</c>, or null.</param>
/// <param name="Codec">The codec's full name, or null for a primitive.</param>
/// <param name="IsNullable">Whether null is a value.</param>
/// <param name="IsValueType">Whether a nullable one is <c>Nullable&lt;T&gt;</c>.</param>
internal sealed record ValueModel(string Type, string? Primitive, string? Codec, bool IsNullable, bool IsValueType);

/// <summary>A member of an object.</summary>
/// <param name="Property">The property's name in C#.</param>
/// <param name="Json">Its name on the wire.</param>
/// <param name="Value">Its value.</param>
/// <param name="Default">The C# literal of its constructor's default, or null when it is required or nullable.</param>
/// <param name="InConstructor">Whether the constructor takes it; otherwise it is set.</param>
internal sealed record MemberModel(string Property, string Json, ValueModel Value, string? Default, bool InConstructor);

internal enum CodecKind
{
    Object,
    Wrapper,
    Enum,
    Sequence,
    Set,
    Map,
}

/// <summary>A codec to be generated. What <see cref="Members"/>, <see cref="Element"/> and <see cref="Key"/> hold depends on the kind.</summary>
internal sealed record CodecModel(CodecKind Kind, string Namespace, string ClassName, TypeName Type)
{
    public EquatableArray<MemberModel> Members { get; init; }

    public EquatableArray<string> EnumMembers { get; init; }

    public ValueModel? Element { get; init; }

    public ValueModel? Key { get; init; }

    /// <summary>From the list, set or dictionary <c>items</c> to the collection's own type.</summary>
    public string? Conversion { get; init; }

    /// <summary>Whether a default value of the type enumerates with an exception (ImmutableArray).</summary>
    public bool HasUnsafeDefault { get; init; }

    public bool IsRejection { get; init; }

    public string FullName => $"global::{Namespace}.{ClassName}";

    public string HintName => $"{Namespace}.{ClassName}.g.cs";
}

internal enum ContractKind
{
    Command,
    Event,
    Rejection,
}

/// <summary>A command, event or rejection.</summary>
internal sealed record ContractModel(ContractKind Kind, string Namespace, string ClassName, TypeName Type, string WireName)
{
    /// <summary>The service that it says it belongs to, or null.</summary>
    public string? Service { get; init; }

    public int Version { get; init; }

    public TypeName? Response { get; init; }

    /// <summary>The C# expression of the key of <c>command</c>.</summary>
    public string? KeyExpression { get; init; }

    public string BodyCodec { get; init; } = "";

    public string? ResponseCodec { get; init; }

    public EquatableArray<CodecModel> Codecs { get; init; }

    public Place? Place { get; init; }

    public string FullName => $"global::{Namespace}.{ClassName}";
}

/// <summary>A service's state.</summary>
internal sealed record StateModel(string Service, TypeName Type, bool IsValueType, string Codec, string Shape, EquatableArray<CodecModel> Codecs, Place? Place);

/// <summary>A constructor parameter of a use case.</summary>
internal sealed record DependencyModel(string Parameter, TypeName Type);

/// <summary>A method <c>Handle</c>.</summary>
internal sealed record RouteModel(
    TypeName Command, string Contract, TypeName Response, TypeName? State, string Expectation, EquatableArray<string> Arguments, string Returns, Place? Place);

/// <summary>A use case.</summary>
internal sealed record UseCaseModel(
    TypeName Type, string Name, bool IsStatic, EquatableArray<DependencyModel> Dependencies, EquatableArray<RouteModel> Routes, Place? Place);

/// <summary>A method <c>Create</c> or <c>Apply</c>.</summary>
internal sealed record FoldModel(
    TypeName Mutator, string Method, TypeName State, TypeName Event, string EventShort, string EventWireName, string Contract, bool TakesState, bool StateNullable, Place? Place);

/// <summary>A mutator class.</summary>
internal sealed record MutatorModel(TypeName Type, EquatableArray<FoldModel> Folds, string Body, Place? Place);

/// <summary>A method <c>On</c>.</summary>
internal sealed record ProjectedEventModel(TypeName Event, string Contract, bool RowRequired, EquatableArray<string> Arguments, string? KeyCall);

/// <summary>A projection.</summary>
internal sealed record ProjectionModel(string Name, TypeName Type, TypeName Row, EquatableArray<ProjectedEventModel> Events, Place? Place);

/// <summary>What the whole assembly is.</summary>
internal sealed record AssemblyModel(string Name, string Namespace, string MethodName, EquatableArray<string> ReferencedCatalogues, string? Service);

namespace Bux.Generators.Model;

/// <summary>Where a contract's field is: in this assembly, or in another one's generated class.</summary>
/// <param name="Type">The C# type of the command or event.</param>
/// <param name="Foreign">The field's full name when another assembly declares it.</param>
internal sealed record ContractReference(string Type, string? Foreign);

/// <summary>An annotated type's names.</summary>
/// <param name="Type">The C# type, fully qualified.</param>
/// <param name="Name">Its name without namespace, as an identifier.</param>
/// <param name="FullName">Its name with namespace, as an identifier.</param>
/// <param name="IsPublic">Whether other assemblies see it.</param>
/// <param name="Obsolete">Whether only obsolete code may mention it.</param>
internal sealed record TypeNames(string Type, string Name, string FullName, bool IsPublic, bool Obsolete);

/// <summary>A command. The service is null when only the assembly's state can tell it.</summary>
internal sealed record CommandModel(
    TypeNames Names, string? Service, string WireName, KeyType? Key, string KeyMember, WireType? Response, EquatableArray<CodecModel> Codecs);

/// <summary>A domain event. The service is null when only the assembly's state can tell it.</summary>
internal sealed record EventModel(TypeNames Names, string? Service, string WireName, int Version, EquatableArray<CodecModel> Codecs);

/// <summary>A method that turns a retired event into what it is today.</summary>
/// <param name="Class">The class of the method, as C#.</param>
/// <param name="Method">Its name, escaped where it is a keyword.</param>
/// <param name="Name">Class and method, for messages.</param>
/// <param name="From">The C# type of the event that it takes, of this assembly.</param>
/// <param name="FromName">That event's name without namespace, for messages.</param>
/// <param name="To">What it gives.</param>
/// <param name="IsUpcast">Whether it returns several parts or none, instead of one event.</param>
/// <param name="Text">Its source without trivia, for the fingerprint.</param>
internal sealed record UpcasterModel(
    string Class, string Method, string Name, string From, string FromName, EquatableArray<UpcastTarget> To, bool IsUpcast, bool Obsolete, string Text);

/// <summary>An event that an upcaster gives.</summary>
/// <param name="Name">Its name without namespace, for messages.</param>
/// <param name="Service">Its service, or null when only the assembly's state can tell it.</param>
internal sealed record UpcastTarget(ContractReference Event, string Name, string? Service);

/// <summary>An upcaster that a referenced assembly announces.</summary>
/// <param name="Retired">The C# type of the event that it takes.</param>
/// <param name="Hash">What changes when it changes.</param>
internal sealed record ForeignUpcaster(string Service, string Retired, string Hash);

/// <summary>What referenced assemblies announce.</summary>
/// <param name="Catalogues">The full names of the generated classes, in ordinal order.</param>
/// <param name="Upcasters">Their upcasters, in ordinal order.</param>
internal sealed record ReferencedContracts(EquatableArray<string> Catalogues, EquatableArray<ForeignUpcaster> Upcasters)
{
    public static ReferencedContracts None { get; } = new(EquatableArray<string>.Empty, EquatableArray<ForeignUpcaster>.Empty);
}

/// <summary>A rejection.</summary>
internal sealed record RejectionModel(TypeNames Names, string Code, EquatableArray<CodecModel> Codecs);

/// <summary>The state of a command service.</summary>
internal sealed record StateDeclaration(TypeNames Names, string Service, bool IsValueType, EquatableArray<CodecModel> Codecs);

/// <summary>A use-case class.</summary>
internal sealed record UseCaseModel(
    TypeNames Names, bool IsStatic, EquatableArray<DependencyModel> Dependencies, EquatableArray<HandlerModel> Handlers)
{
    /// <summary>Whether a method needs an object of the class.</summary>
    public bool NeedsInstance => !IsStatic && Handlers.Any(handler => !handler.IsStatic);
}

/// <summary>A constructor parameter of a use case.</summary>
internal sealed record DependencyModel(string Type, string Parameter);

/// <summary>A method <c>Handle</c>.</summary>
/// <param name="Command">The command's contract.</param>
/// <param name="CommandName">The command's name without namespace, for messages.</param>
/// <param name="CommandService">The command's service, or null when only this assembly's state can tell it.</param>
/// <param name="Response">The C# type of the command's response.</param>
/// <param name="State">The C# type of the state that it speaks of, or null when it speaks of none.</param>
/// <param name="Parameters">What to pass, in order.</param>
internal sealed record HandlerModel(
    ContractReference Command, string CommandName, string? CommandService, string Response, string? State, bool IsStatic, string Expectation,
    EquatableArray<HandlerParameter> Parameters, HandlerReturn Returns, bool Obsolete);

internal enum HandlerParameter
{
    Command,
    State,
    NullableState,
    NullableStructState,
    Context,
}

internal enum HandlerReturn
{
    Reply,
    Response,
    Rejection,
    Nothing,
}

/// <summary>A state-mutator class.</summary>
/// <param name="State">The C# type of the state that it evolves.</param>
/// <param name="Text">Its source without trivia, for the fingerprint.</param>
internal sealed record MutatorModel(TypeNames Names, string State, string Text, EquatableArray<FoldModel> Folds);

/// <summary>What an event does to the state: a method <c>Create</c> or <c>Apply</c>, or nothing.</summary>
/// <param name="Depth">How many base types the event has: derived ones are matched first.</param>
/// <param name="Shape">The event's shape on the wire, for the fingerprint.</param>
internal sealed record FoldModel(ContractReference Event, string EventName, FoldKind Kind, int Depth, bool Obsolete, string Shape);

internal enum FoldKind
{
    Create,
    Apply,
    ApplyToNullable,
    ApplyToNullableStruct,
    NoChange,
}

/// <summary>A projection class.</summary>
internal sealed record ProjectionDeclaration(TypeNames Names, string WireName, string Row, EquatableArray<ProjectedEventModel> Events);

/// <summary>A method <c>On</c>.</summary>
/// <param name="Key">The parameters of the method <c>Key</c> for this event, or null when the entity's key is the row's.</param>
internal sealed record ProjectedEventModel(
    ContractReference Event, EquatableArray<ProjectionParameter> Parameters, bool RowRequired, EquatableArray<ProjectionParameter>? Key, bool Obsolete);

internal enum ProjectionParameter
{
    Event,
    Row,
    Context,
}

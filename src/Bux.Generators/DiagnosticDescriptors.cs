using Microsoft.CodeAnalysis;

namespace Bux.Generators;

/// <summary>What can be wrong with declarations. Each id has a page under <c>docs/rules</c>.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "Bux.Declarations";
    private const string Evolution = "Bux.Evolution";
    public static readonly DiagnosticDescriptor CommandWithoutResponse = new(
        "BUX0001", "A command implements ICommand once", "{0} is a command but implements {1}. Let it implement ICommand or ICommand<TResponse>, exactly once.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0001.md");
    public static readonly DiagnosticDescriptor CommandWithoutKey = new(
        "BUX0002", "A command has an entity key", "{0} has no entity key. Mark the member that holds it with [EntityKey].", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0002.md");
    public static readonly DiagnosticDescriptor CommandWithTwoKeys = new(
        "BUX0003", "A command has one entity key", "{0} has {1} members with [EntityKey]. Keep one; a key of several parts is a strongly typed id or a string.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0003.md");
    public static readonly DiagnosticDescriptor UnusableKey = new(
        "BUX0004", "An entity key is text, a Guid, an integer or an enum", "The entity key {0} is of type {1}. Use a string, Guid, integer, enum or a strongly typed id around one of them, not nullable.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0004.md");
    public static readonly DiagnosticDescriptor NoService = new(
        "BUX0005", "Commands and events belong to a service", "Nothing says which service {0} belongs to. Add [assembly: ServiceContracts(\"…\")] to its assembly, or set Service on its attribute.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0005.md");
    public static readonly DiagnosticDescriptor DuplicateCommandName = new(
        "BUX0006", "A command's name is unique within its service", "{0} and {1} are both the command '{2}' of {3}. Give one of them another name.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0006.md");
    public static readonly DiagnosticDescriptor DuplicateEventName = new(
        "BUX0007", "An event's name and version are unique within its service", "{0} and {1} are both the event '{2}' V{3} of {4}. Give one of them another name or version.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0007.md");
    public static readonly DiagnosticDescriptor EventVersionTooSmall = new(
        "BUX0008", "An event's version is at least 1", "{0} has version {1}. The first version of an event is 1.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0008.md");
    public static readonly DiagnosticDescriptor MalformedName = new(
        "BUX0009", "Names on the wire are kebab-case", "'{0}' is no name for {1}. Use lower-case letters, digits and single hyphens, beginning with a letter, at most 100 characters.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0009.md");
    public static readonly DiagnosticDescriptor Inaccessible = new(
        "BUX0010", "Annotated types are visible in their assembly", "Generated code cannot see {0}. Make it and the types around it internal or public.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0010.md");
    public static readonly DiagnosticDescriptor Generic = new(
        "BUX0011", "Annotated types are neither generic nor abstract", "{0} is {1}. Annotate a concrete type without type parameters.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0011.md");
    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "BUX0012", "The wire has no form for this type", "{0} is of type {1}, which has no form on the wire: {2}. Use a record, a scalar, an enum, a list, a set or a dictionary.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0012.md");
    public static readonly DiagnosticDescriptor NoConstructor = new(
        "BUX0013", "A type on the wire can be constructed", "{0} has no accessible constructor whose parameters are all members of the same name and type. Add one, or give its properties 'init' or 'set'.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0013.md");
    public static readonly DiagnosticDescriptor MemberNotRead = new(
        "BUX0014", "What a type holds comes back from the wire", "{0} holds a value that could not be read back. {1} so that it comes back.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0014.md");
    public static readonly DiagnosticDescriptor DuplicateMember = new(
        "BUX0015", "Members have different names on the wire", "{0} has several members that are '{1}' on the wire. Rename one of them.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0015.md");
    public static readonly DiagnosticDescriptor UnsupportedResponse = new(
        "BUX0016", "A response is a concrete type", "{0} answers {1}, which {2}. Answer a record, a scalar or nothing (ICommand).", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0016.md");
    public static readonly DiagnosticDescriptor RejectionCodeNotConstant = new(
        "BUX0017", "A rejection's code is a constant", "The code of {0} is not constant. Declare it as record {0}(…) : Rejection(\"a-code\", \"a message\").", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0017.md");
    public static readonly DiagnosticDescriptor DuplicateRejectionCode = new(
        "BUX0018", "A rejection's code is unique", "{0} and {1} have both the code '{2}'. Give one of them another code.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0018.md");
    public static readonly DiagnosticDescriptor SecondState = new(
        "BUX0019", "An assembly has one state", "{0} is a second state beside {1}. One command service has one entity type; move it to an assembly of its own.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0019.md");
    public static readonly DiagnosticDescriptor UseCaseWithoutHandle = new(
        "BUX0020", "A use case has a method Handle", "The use case {0} has no visible method Handle. Add one that takes a command.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0020.md");
    public static readonly DiagnosticDescriptor HandleSignature = new(
        "BUX0021", "Handle takes a command, a state and a context", "{0}.Handle {1}. Write Handle(TCommand, TState, UseCaseContext<TState>), state and context optional, and return Reply<TResponse>, TResponse, or for ICommand void or Rejection?.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0021.md");
    public static readonly DiagnosticDescriptor HandleAsynchronous = new(
        "BUX0022", "Handle is synchronous", "{0}.Handle is asynchronous, but it runs inside a transaction of the log and does no I/O. Ask for what it needs before the command is sent, and pass it in the command.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0022.md");
    public static readonly DiagnosticDescriptor SecondUseCase = new(
        "BUX0023", "A command has one use case", "{0} and {1} both handle {2}. Keep one of them.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0023.md");
    public static readonly DiagnosticDescriptor UseCaseWithoutState = new(
        "BUX0025", "Use cases are in the assembly of their state", "{0} is a use case, but its assembly has no state. Declare the state with [State(\"…\")] beside it.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0025.md");
    public static readonly DiagnosticDescriptor ExpectationUnknown = new(
        "BUX0026", "A use case says what it expects of the entity", "Nothing says whether {0}.Handle expects {1} to exist. Enable nullable annotations there, or add [Expects(Expectation.Existing)].", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0026.md");
    public static readonly DiagnosticDescriptor UseCaseConstructor = new(
        "BUX0027", "A use case has one public constructor", "{0} has {1} public constructors. Give it exactly one, whose parameters the container can fill.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0027.md");
    public static readonly DiagnosticDescriptor StateWithoutMutator = new(
        "BUX0028", "A state has a mutator", "The state {0} has no mutator. Add a static class with [StateMutator] and a method static {0} Create(TEvent e).", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0028.md");
    public static readonly DiagnosticDescriptor MutatorWithoutFold = new(
        "BUX0029", "A mutator is a static class with Create and Apply", "The mutator {0} {1}. Write a static class with static TState Create(TEvent e) and static TState Apply(TState s, TEvent e).", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0029.md");
    public static readonly DiagnosticDescriptor FoldSignature = new(
        "BUX0030", "Create takes an event, Apply a state and an event", "{0}.{1} {2}. Write static TState Create(TEvent e) or static TState Apply(TState s, TEvent e).", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0030.md");
    public static readonly DiagnosticDescriptor SecondFold = new(
        "BUX0031", "An event is folded once", "{0} and {1} both have {2} for {3}. Keep one of them.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0031.md");
    public static readonly DiagnosticDescriptor MutatorWithoutState = new(
        "BUX0032", "A mutator evolves the state of its assembly", "{0} evolves {1}, which is no state of this assembly. Mark it with [State(\"…\")], or move the mutator beside it.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0032.md");
    public static readonly DiagnosticDescriptor ProjectionWithoutOn = new(
        "BUX0033", "A projection has a method On", "The projection {0} has no visible static method On. Add one that takes an event and returns a row.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0033.md");
    public static readonly DiagnosticDescriptor OnSignature = new(
        "BUX0034", "On takes an event, a row and a context", "{0}.On {1}. Write static TRow? On(TEvent e, TRow? row, EventContext context); row and context may be left out.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0034.md");
    public static readonly DiagnosticDescriptor ProjectionRowsDiffer = new(
        "BUX0035", "A projection has one type of rows", "{0} returns {1} and {2}. Make two projections of it.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0035.md");
    public static readonly DiagnosticDescriptor KeySignature = new(
        "BUX0036", "Key takes an event that the projection takes", "{0}.Key {1}. Write static string Key(TEvent e) or Key(TEvent e, EventContext context) for an event that has an On.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0036.md");
    public static readonly DiagnosticDescriptor DuplicateProjectionName = new(
        "BUX0037", "A projection's name is unique", "{0} and {1} are both the projection '{2}'. Give one of them another name.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0037.md");
    public static readonly DiagnosticDescriptor SecondOn = new(
        "BUX0038", "A projection takes an event once", "{0} has several methods On for {1}. Keep one of them.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0038.md");
    public static readonly DiagnosticDescriptor ForeignContractUnknown = new(
        "BUX0039", "A contract's assembly is built with Bux", "{0} is declared in {1}, which has no generated contracts for it. Build that assembly with the Bux.Contracts package.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0039.md");
    public static readonly DiagnosticDescriptor NeverCreated = new(
        "BUX0040", "A state can begin", "No event makes the first {0}: {1} has only methods Apply that need a state. Add static {0} Create(TEvent e).", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0040.md");
    public static readonly DiagnosticDescriptor ForeignCommand = new(
        "BUX0041", "A use case handles commands of its own service", "{0} handles {1}, a command of {2}, but the service here is {3}. Handle it there, or correct the command's service.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0041.md");
    public static readonly DiagnosticDescriptor UnusableCodec = new(
        "BUX0043", "A codec implements ICodec of its type", "{0} cannot be the codec of {1}: it {2}. Write a class or struct that implements ICodec<{3}>.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0043.md");
    public static readonly DiagnosticDescriptor BrokenHierarchy = new(
        "BUX0044", "A closed hierarchy declares concrete types with names", "In the hierarchy {0}, {1} {2}. Write [JsonDerivedType(typeof(TDerived), \"name\")] on {0} for each concrete type.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0044.md");
    public static readonly DiagnosticDescriptor AttributeNotFollowed = new(
        "BUX0045", "Attributes that the wire does not follow", "The wire does not follow [{1}] on {0}. Remove it, or give the type or member a form of its own with [Codec(typeof(…))].", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0045.md");
    public static readonly DiagnosticDescriptor NoChangeOfNoEvent = new(
        "BUX0046", "What changes nothing is an event of the service", "{0} has [NoStateChange<{1}>], but {1} {2}. Name a type with [DomainEvent] of the state's service, or remove the attribute.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0046.md");
    public static readonly DiagnosticDescriptor NoChangeThatChanges = new(
        "BUX0047", "An event that changes nothing has no Create or Apply", "{0} has [NoStateChange<{1}>], but {2} takes {1} too. Keep one of them.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX0047.md");
    public static readonly DiagnosticDescriptor HistoryTestNeeds = new(
        "BUX2107", "A history test needs Bux.Testing and a test framework", "BuxHistory asks for a test of the golden history, but this project does not reference {0}. Reference it, or remove BuxHistory.", Evolution, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2107.md");
    public static readonly DiagnosticDescriptor UpcasterSignature = new(
        "BUX2101", "An upcaster takes an event and returns what it is today", "{0} {1}. Write static TNewer Up(TOlder e), or static Upcast<…> Up(TOlder e) for several events or none, in the assembly that declares the older event.", Evolution, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2101.md");
    public static readonly DiagnosticDescriptor SecondUpcaster = new(
        "BUX2102", "An event has one upcaster", "{0} and {1} both take {2}. Keep one of them.", Evolution, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2102.md");
    public static readonly DiagnosticDescriptor UpcasterAcrossServices = new(
        "BUX2103", "An upcaster stays within its service", "{0} turns {1} of {2} into {3} of {4}, whose history it is no part of. Return an event of {2}.", Evolution, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2103.md");
    public static readonly DiagnosticDescriptor UpcasterCycle = new(
        "BUX2104", "Upcasters lead to a current version", "No stored event of these would ever become a current one: {0}. Let the newest of them have no upcaster.", Evolution, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2104.md");
    public static readonly DiagnosticDescriptor UpcasterMissing = new(
        "BUX2105", "Every older version of an event has an upcaster", "Stored events of {0} are read for ever, and nothing turns them into {1}. Add [Upcaster] static {1} Up({0} e) beside them.", Evolution, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2105.md");
    public static readonly DiagnosticDescriptor RetiredEventTaken = new(
        "BUX2106", "A retired event is not handled", "{0} takes {1}, which is never seen: its upcaster makes another event of it first. Take that event instead.", Evolution, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2106.md");
    private static readonly Dictionary<string, DiagnosticDescriptor> ById = All.ToDictionary(rule => rule.Id);

    /// <summary>All of them, in the order of their ids.</summary>
    public static IEnumerable<DiagnosticDescriptor> All =>
    [
        CommandWithoutResponse,
        CommandWithoutKey,
        CommandWithTwoKeys,
        UnusableKey,
        NoService,
        DuplicateCommandName,
        DuplicateEventName,
        EventVersionTooSmall,
        MalformedName,
        Inaccessible,
        Generic,
        UnsupportedType,
        NoConstructor,
        MemberNotRead,
        DuplicateMember,
        UnsupportedResponse,
        RejectionCodeNotConstant,
        DuplicateRejectionCode,
        SecondState,
        UseCaseWithoutHandle,
        HandleSignature,
        HandleAsynchronous,
        SecondUseCase,
        UseCaseWithoutState,
        ExpectationUnknown,
        UseCaseConstructor,
        StateWithoutMutator,
        MutatorWithoutFold,
        FoldSignature,
        SecondFold,
        MutatorWithoutState,
        ProjectionWithoutOn,
        OnSignature,
        ProjectionRowsDiffer,
        KeySignature,
        DuplicateProjectionName,
        SecondOn,
        ForeignContractUnknown,
        NeverCreated,
        ForeignCommand,
        UnusableCodec,
        BrokenHierarchy,
        AttributeNotFollowed,
        NoChangeOfNoEvent,
        NoChangeThatChanges,
        UpcasterSignature,
        SecondUpcaster,
        UpcasterAcrossServices,
        UpcasterCycle,
        UpcasterMissing,
        RetiredEventTaken,
    ];

    public static DiagnosticDescriptor Of(string id) => ById[id];
}

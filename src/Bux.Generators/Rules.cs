using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Bux.Generators;

/// <summary>What the generator says about declarations: who, what, and how to mend it.</summary>
internal static class Rules
{
    private const string Category = "Bux.Declarations";
    private const string Help = "https://github.com/bux-dotnet/bux/blob/main/docs/rules/";

    private static readonly DiagnosticDescriptor[] Known =
    [
        new("BUX0001", "A command names its response", "{0} is a [Command] and does not implement ICommand<TResponse> exactly once. Add ': ICommand<TheResponse>', or ': ICommand' when it answers nothing.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0001.md"),
        new("BUX0002", "A command has one entity key", "{0} {1}. Mark exactly one property with [EntityKey]: a string, a Guid, an integer, an enum, or a readonly record struct around one of them.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0002.md"),
        new("BUX0003", "A declaration has a place on the wire", "{0}: {1}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0003.md"),
        new("BUX0004", "Every type belongs to a service", "{0} belongs to no service. Add '[assembly: ServiceContracts(\"the-service\")]' to its assembly, or set Service in its attribute.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0004.md"),
        new("BUX0005", "An event's version begins at 1", "{0} has the version {1}. Give it a version of at least 1.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0005.md"),
        new("BUX0006", "Names on the wire are unique", "{0} and {1} have the same name on the wire, {2}. Give one of them another name, or the event another version.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0006.md"),
        new("BUX0007", "A member has a JSON form", "{0} is of the type {1}, which cannot be written as JSON: {2}.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0007.md"),
        new("BUX0008", "A type is made from its own properties", "{0} has no constructor whose parameters are all properties of the same name and type, so it cannot be read from JSON. Make it a record with a primary constructor.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0008.md"),
        new("BUX0009", "A response is a concrete type", "{0} is answered by {1}, which is no response: use a record of your own, not an interface, an abstract type, a primitive, a Rejection, object or a Reply.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0009.md"),
        new("BUX0010", "Generated code can name the type", "{0} cannot be used: {1}. Make it a public, non-generic type that stands in a namespace or in another public type.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0010.md"),
        new("BUX0011", "A use case handles a command", "{0} {1}.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0011.md"),
        new("BUX0012", "A use case says what it expects", "{0} takes the state '{1}', and its type does not say whether the entity must exist. Add [Expects(Expectation.Existing)], Missing or Any to the method.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0012.md"),
        new("BUX0013", "A command has one use case", "{0} is handled by {1} and by {2}. Remove one of them.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0013.md"),
        new("BUX0014", "A service has one state", "{0} is a second [State] in this assembly, besides {1}. One command service has one entity type: move it to an assembly of its own.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0014.md"),
        new("BUX0015", "Use cases and mutators have a state", "{0} has no state to work on: this assembly has no [State(\"service\")] type, or another than {1}.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0015.md"),
        new("BUX0016", "A mutator creates or applies", "{0} {1}.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0016.md"),
        new("BUX0017", "An event evolves the state in one way", "{0} has more than one {1} for {2}. Remove one of them.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0017.md"),
        new("BUX0018", "A rejection has a constant code", "{0} does not hand a constant kebab-case code to its base: ': Rejection(\"the-code\", message)'.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0018.md"),
        new("BUX0019", "A projection folds events into rows", "{0} {1}.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0019.md"),
        new("BUX0020", "A use case can be made", "{0} cannot be made: {1}. Give it exactly one public constructor.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0020.md"),
        new("BUX0021", "Referenced contracts are generated", "{0} is declared in {1}, which was compiled without Bux's generator. Reference the package Bux.Contracts there.", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "BUX0021.md"),
        new("BUX0022", "Every command is handled", "{0} belongs to the service of this assembly, and no [UseCase] handles it. Add one with 'Handle({0} command, …)'.", Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help + "BUX0022.md"),
    ];

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = Known.ToDictionary(rule => rule.Id);

    /// <summary>All rules.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => Known;

    public static DiagnosticDescriptor Of(string id) => ById[id];
}

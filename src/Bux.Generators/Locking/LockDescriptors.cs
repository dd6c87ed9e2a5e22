using Microsoft.CodeAnalysis;

namespace Bux.Generators.Locking;

/// <summary>What can be wrong between contracts and their lock. Each id has a page under <c>docs/rules</c>.</summary>
internal static class LockDescriptors
{
    private const string Category = "Bux.Evolution";
    private const string NeverDeployed = " If it was never deployed, delete its block from bux.contracts.lock and accept again.";
    private const string Accept = "'dotnet build -t:BuxAcceptContracts'";

    public static readonly DiagnosticDescriptor NoLock = new(
        "BUX2001", "Contracts are locked", "{0} has contracts, but no bux.contracts.lock beside its project file. Run " + Accept + " and keep the file that it writes in source control.", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2001.md", customTags: WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor NotLocked = new(
        "BUX2002", "A new contract is accepted", "{0} is not in bux.contracts.lock. Accept it with " + Accept + " or the fix.", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2002.md");
    public static readonly DiagnosticDescriptor CompatibleChange = new(
        "BUX2003", "A compatible change is accepted", "{0}: {1}. Every document is read as it was meant. Accept it with " + Accept + " or the fix.", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2003.md");
    public static readonly DiagnosticDescriptor BreakingEvent = new(
        "BUX2004", "A locked event keeps its shape", "{0}: {1}; {2}. Raise the event's version, or undo the change." + NeverDeployed, Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2004.md");
    public static readonly DiagnosticDescriptor BreakingOther = new(
        "BUX2005", "A locked command or rejection keeps its shape", "{0}: {1}; {2}. Give what changed a new name, or undo the change." + NeverDeployed, Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2005.md");
    public static readonly DiagnosticDescriptor EventGone = new(
        "BUX2006", "A locked event has a type", "{0} is locked, but no type declares it: its stored documents could not be read. Bring its type back." + NeverDeployed, Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2006.md", customTags: WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor Unreadable = new(
        "BUX2007", "The lock can be read", "Line {0} of bux.contracts.lock {1}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2007.md", customTags: WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor ReturnedOtherwise = new(
        "BUX2008", "A retired contract comes back as it was", "{0} was retired, and comes back otherwise: {1}; {2}. Give it a new name, or the shape that it had.", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2008.md");
    public static readonly DiagnosticDescriptor StateChanged = new(
        "BUX2009", "A state's change is accepted", "{0}: {1}. States are folded anew from their events when this is released. Accept it with " + Accept + " or the fix.", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2009.md");
    public static readonly DiagnosticDescriptor Removed = new(
        "BUX2010", "A removed contract is retired", "{0} is locked, but no type declares it. Bring it back, or retire it with " + Accept + ".", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2010.md", customTags: WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor UsedOtherwise = new(
        "BUX2011", "A used contract has the shape that was accepted", "{0} was accepted with the shape {1}, but {2}. See what its assembly's lock says of it, then accept it with " + Accept + ".", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2011.md", customTags: WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor UseNotLocked = new(
        "BUX2012", "A used contract is in the lock", "{0} is used here but not in bux.contracts.lock. Accept it with " + Accept + ".", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX2012.md", customTags: WellKnownDiagnosticTags.CompilationEnd);
}

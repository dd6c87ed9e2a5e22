using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bux.Generators.Model;
using Bux.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Bux.Generators.Locking;

/// <summary>Judges the contracts of one compilation by its lock.</summary>
/// <param name="compilation">Where the contracts are.</param>
/// <param name="reading">The lock, or null when there is none.</param>
/// <param name="path">The lock's path, or null.</param>
/// <param name="text">The lock's text, or null.</param>
internal sealed class LockJudge(Compilation compilation, LockReading? reading, string? path, SourceText? text)
{
    private readonly ContractReading _contracts = new(compilation);
    private readonly ConcurrentDictionary<string, INamedTypeSymbol> _declared = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol> _taken = new(SymbolEqualityComparer.Default);

    /// <summary>The place of a line of the lock.</summary>
    public static Location Line(string path, SourceText text, int number)
    {
        var line = text.Lines[Math.Min(number, text.Lines.Count) - 1];
        return Location.Create(path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
    }

    /// <summary>Judges a type, if it declares a contract.</summary>
    public void Judge(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var taken in _contracts.Taken(type)) _taken.TryAdd(taken, type);
        if (_contracts.Read(type, context.CancellationToken) is not var (contract, sound)) return;
        // Of two types with one name the generator complains; the lock is about one of them.
        if (!_declared.TryAdd(contract.Id, type) || !sound || reading is null) return;

        if (reading.File.Find(contract.Id) is not { } locked)
        {
            context.ReportDiagnostic(Diagnostic.Create(LockDescriptors.NotLocked, type.Locations[0], Properties(contract), contract.Id));
            return;
        }

        var changes = ShapeComparison.Changes(locked, contract);
        switch (ShapeComparison.Of(changes))
        {
            case Verdict.Breaking:
                foreach (var change in changes.Where(change => change.Verdict == Verdict.Breaking)) context.ReportDiagnostic(Breaking(type, locked, contract, change));
                break;
            case Verdict.Compatible:
                context.ReportDiagnostic(Diagnostic.Create(
                    contract.Kind == ContractKind.State ? LockDescriptors.StateChanged : LockDescriptors.CompatibleChange,
                    MemberPlace.Of(type, changes[0].Path), Properties(contract), contract.Id, string.Join("; ", changes.Select(change => change.What))));
                break;
            case Verdict.Same when locked.Retired && contract.Kind != ContractKind.Event:
                context.ReportDiagnostic(Diagnostic.Create(LockDescriptors.CompatibleChange, type.Locations[0], Properties(contract), contract.Id, "it was retired and is back"));
                break;
        }
    }

    /// <summary>Judges what the lock has and no type declares, and what other assemblies declare.</summary>
    public void JudgeRest(CompilationAnalysisContext context)
    {
        var used = Used(context.CancellationToken).ToArray();
        if (reading is null)
        {
            var first = _declared.Values.Concat(used.Select(each => each.By))
                .OrderBy(type => type.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(type => type.Locations[0].SourceSpan.Start).FirstOrDefault();
            if (first is not null) context.ReportDiagnostic(Diagnostic.Create(LockDescriptors.NoLock, first.Locations[0], compilation.AssemblyName));
            return;
        }

        foreach (var locked in reading.File.Contracts.Where(each => !_declared.ContainsKey(each.Id)))
        {
            if (locked.Kind == ContractKind.Event) context.ReportDiagnostic(Diagnostic.Create(LockDescriptors.EventGone, Line(locked.Id), locked.Id));
            else if (!locked.Retired) context.ReportDiagnostic(Diagnostic.Create(LockDescriptors.Removed, Line(locked.Id), locked.Id));
        }

        JudgeUses(context, used);
    }

    private void JudgeUses(CompilationAnalysisContext context, (UsedContract Contract, INamedTypeSymbol By)[] used)
    {
        var announced = ReferenceReader.Announced(compilation, context.CancellationToken)
            .Select(each => new UsedContract(each.Kind, each.Service, each.Name, each.Version, each.Hash)).ToArray();
        foreach (var locked in reading!.File.Uses)
        {
            var now = announced.FirstOrDefault(each => each.Id == locked.Id);
            if (now?.Hash == locked.Hash) continue;
            // Another version in its place is what a reader wants to hear of, not that this one is gone.
            var other = announced.Where(each => each.Kind == locked.Kind && each.Service == locked.Service && each.Name == locked.Name).OrderBy(each => each.Version).LastOrDefault();
            var what = now is not null ? $"the referenced assembly now has it with the shape {now.Hash}"
                : other is not null ? $"the referenced assembly no longer has it, but {other.Id}"
                : "no referenced assembly has it any more";
            var by = used.FirstOrDefault(each => each.Contract.Id == locked.Id).By;
            context.ReportDiagnostic(Diagnostic.Create(LockDescriptors.UsedOtherwise, by?.Locations[0] ?? Line("uses " + locked.Id), locked.Id, locked.Hash, what));
        }

        foreach (var (contract, by) in used.Where(each => reading.File.Uses.All(locked => locked.Id != each.Contract.Id)))
        {
            context.ReportDiagnostic(Diagnostic.Create(LockDescriptors.UseNotLocked, by.Locations[0], contract.Id));
        }
    }

    private IEnumerable<(UsedContract Contract, INamedTypeSymbol By)> Used(CancellationToken cancellation)
    {
        if (_taken.IsEmpty) return [];
        var announced = ReferenceReader.Announced(compilation, cancellation).Where(each => each.Type is not null)
            .GroupBy(each => each.Type!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return _taken
            .Select(pair => announced.TryGetValue(Symbols.Text(pair.Key), out var found)
                ? (Contract: new UsedContract(found.Kind, found.Service, found.Name, found.Version, found.Hash), By: pair.Value) : default)
            .Where(each => each.Contract is not null)
            .OrderBy(each => each.Contract.Id, StringComparer.Ordinal);
    }

    private static Diagnostic Breaking(INamedTypeSymbol type, LockedContract locked, LockedContract contract, ShapeChange change)
    {
        var at = MemberPlace.Of(type, change.Path);
        if (locked.Retired && contract.Kind != ContractKind.Event)
        {
            return Diagnostic.Create(LockDescriptors.ReturnedOtherwise, at, Properties(contract), contract.Id, change.What, change.Why);
        }

        return Diagnostic.Create(
            contract.Kind == ContractKind.Event ? LockDescriptors.BreakingEvent : LockDescriptors.BreakingOther, at, Properties(contract),
            contract.Id, change.What, change.Why);
    }

    private Location Line(string id) => reading!.LineOf(id) is { } number ? Line(path!, text!, number) : Location.None;

    private static ImmutableDictionary<string, string?> Properties(LockedContract contract) => ImmutableDictionary<string, string?>.Empty
        .Add(ContractLockAnalyzer.ContractProperty, contract.Id)
        .Add(ContractLockAnalyzer.BlockProperty, contract.Text);
}

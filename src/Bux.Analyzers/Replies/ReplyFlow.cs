using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Bux.Analyzers.Replies;

/// <summary>
/// Follows the paths through a member, and finds where a reply's <c>Value</c> is read on a path on which nobody looked at the reply, or
/// on which it is known to have none.
/// </summary>
internal sealed class ReplyFlow(ReplySymbols symbols, IOperation body, Action<IOperation> report, CancellationToken cancellation)
{
    private readonly ReplyLooks _looks = new(symbols, body);

    /// <summary>Reports each such place once.</summary>
    public void Follow(ControlFlowGraph graph) => Follow(graph, Looks.Nothing);

    private void Follow(ControlFlowGraph graph, ImmutableDictionary<string, Look> entry)
    {
        var known = Settle(graph, entry);
        foreach (var block in graph.Blocks)
        {
            if (known[block.Ordinal] is not { } before) continue;
            var isCaught = IsCaught(block);
            _looks.Through(block, before, found => { if (!isCaught) report(found); }, (lambda, here) =>
            {
                if (!_looks.IsExpectedToThrow(lambda)) Follow(graph.GetAnonymousFunctionControlFlowGraphInScope(lambda, cancellation), here);
            });
        }

        // A local function is called who knows when: whatever its member looks at anywhere counts.
        foreach (var function in graph.LocalFunctions) Follow(graph.GetLocalFunctionControlFlowGraphInScope(function, cancellation), _looks.Everything);
    }

    /// <summary>What is known before each block, on all paths to it; null where none leads.</summary>
    private ImmutableDictionary<string, Look>?[] Settle(ControlFlowGraph graph, ImmutableDictionary<string, Look> entry)
    {
        var known = new ImmutableDictionary<string, Look>?[graph.Blocks.Length];
        var handlers = Handlers(graph.Root).ToLookup(pair => pair.Try, pair => pair.Handler);
        var pending = new SortedSet<int>();
        Arrive(0, entry);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = graph.Blocks[pending.Min];
            pending.Remove(block.Ordinal);
            var before = known[block.Ordinal]!;
            foreach (var handler in handlers[block.Ordinal]) Arrive(handler, before);
            var after = _looks.Through(block, before, null, null);
            if (block.ConditionalSuccessor?.Destination is { } branch) Arrive(branch.Ordinal, _looks.Branch(block, after, taken: true));
            if (block.FallThroughSuccessor?.Destination is { } next) Arrive(next.Ordinal, _looks.Branch(block, after, taken: false));
        }

        return known;

        void Arrive(int ordinal, ImmutableDictionary<string, Look> state)
        {
            if (known[ordinal] is { } old)
            {
                var met = Looks.Meet(old, state);
                if (Looks.Same(old, met)) return;
                state = met;
            }

            known[ordinal] = state;
            pending.Add(ordinal);
        }
    }

    /// <summary>An exception leads from anywhere in a try to its handlers: they know what was known at its beginning.</summary>
    private static IEnumerable<(int Try, int Handler)> Handlers(ControlFlowRegion region)
    {
        foreach (var inner in region.NestedRegions)
        {
            if (region.Kind is ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally && inner.Kind != ControlFlowRegionKind.Try)
            {
                yield return (region.FirstBlockOrdinal, inner.FirstBlockOrdinal);
            }

            if (region.Kind == ControlFlowRegionKind.FilterAndHandler && inner.Kind == ControlFlowRegionKind.Catch) yield return (region.FirstBlockOrdinal, inner.FirstBlockOrdinal);
            foreach (var pair in Handlers(inner)) yield return pair;
        }
    }

    /// <summary>Whoever catches what <c>Value</c> throws has looked, in their way.</summary>
    private bool IsCaught(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } whole }
                && whole.NestedRegions.Any(each => symbols.IsRefusal(each.ExceptionType)))
            {
                return true;
            }
        }

        return false;
    }
}

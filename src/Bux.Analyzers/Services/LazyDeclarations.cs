using Microsoft.CodeAnalysis;

namespace Bux.Analyzers.Services;

/// <summary>The declarations of a compilation, read when the first rule asks for them: most compilations have nothing to ask about.</summary>
internal sealed class LazyDeclarations(Compilation compilation, BuxSymbols symbols)
{
    private ServiceDeclarations? _read;

    /// <summary>Two threads may read at the same time, but all get the same. A cancelled reading leaves nothing behind.</summary>
    public ServiceDeclarations Read(CancellationToken cancellation) =>
        Volatile.Read(ref _read) ?? Interlocked.CompareExchange(ref _read, ServiceDeclarations.Read(compilation, symbols, cancellation), null) ?? _read!;
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Services;

/// <summary>Which calls emit: <c>Emit</c> itself, and functions of the compilation that are handed a context and emit with it.</summary>
internal sealed class EmittingFunctions(BuxSymbols symbols)
{
    /// <summary>The state that a call may have changed, or null when it emits nothing.</summary>
    public ITypeSymbol? StateOf(IInvocationOperation call, CancellationToken cancellation)
    {
        if (Emissions.IsEmit(call, symbols)) return call.TargetMethod.ContainingType.TypeArguments[0];
        var context = call.Arguments.Select(argument => argument.Parameter?.Type).FirstOrDefault(type => BuxSymbols.Is(type, symbols.UseCaseContext));
        if (context is not INamedTypeSymbol { TypeArguments.Length: 1 } handed) return null;
        return Emits(call.TargetMethod.OriginalDefinition, new HashSet<ISymbol>(SymbolEqualityComparer.Default), cancellation) ? handed.TypeArguments[0] : null;
    }

    /// <summary>
    /// Whether the function's source has an <c>Emit</c>, or calls a function beside it that has. This reads syntax, because the function may be in
    /// a file whose meaning a rule cannot ask for while it looks at another one.
    /// </summary>
    private static bool Emits(IMethodSymbol method, HashSet<ISymbol> seen, CancellationToken cancellation)
    {
        if (!seen.Add(method)) return false;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var calls = reference.GetSyntax(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>();
            foreach (var name in calls.Select(call => NameOf(call.Expression)).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                cancellation.ThrowIfCancellationRequested();
                if (name == "Emit") return true;
                if (method.ContainingType?.GetMembers(name).OfType<IMethodSymbol>().Any(each => Emits(each, seen, cancellation)) == true) return true;
            }
        }

        return false;
    }

    private static string? NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}

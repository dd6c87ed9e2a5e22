using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Replies;

/// <summary>What one body makes of rejections, and where it leads on to.</summary>
internal sealed class RejectionBody
{
    private readonly ReplySymbols _symbols;
    private readonly Compilation _compilation;
    private readonly ImmutableArray<(INamedTypeSymbol Type, SyntaxNode Place)>.Builder _made = ImmutableArray.CreateBuilder<(INamedTypeSymbol, SyntaxNode)>();
    private readonly ImmutableArray<(INamedTypeSymbol Type, SyntaxNode Place)>.Builder _handedOn = ImmutableArray.CreateBuilder<(INamedTypeSymbol, SyntaxNode)>();
    private readonly ImmutableArray<RejectionCall>.Builder _calls = ImmutableArray.CreateBuilder<RejectionCall>();
    private readonly ImmutableArray<ITypeParameterSymbol>.Builder _parameters = ImmutableArray.CreateBuilder<ITypeParameterSymbol>();

    private RejectionBody(ReplySymbols symbols, Compilation compilation) => (_symbols, _compilation) = (symbols, compilation);

    /// <summary>The rejections that it makes, then those that it hands on, by the types that the code shows.</summary>
    public IEnumerable<(INamedTypeSymbol Type, SyntaxNode Place)> Made => _made.Concat(_handedOn);

    /// <summary>The members that it runs.</summary>
    public IEnumerable<RejectionCall> Calls => _calls;

    /// <summary>The type parameters that it makes rejections of: its callers say which.</summary>
    public IEnumerable<ITypeParameterSymbol> MadeParameters => _parameters;

    /// <summary>Whether a rejection may come from where nobody can see it made.</summary>
    public bool IsOpaque { get; private set; }

    public static RejectionBody Read(ImmutableArray<IOperation> bodies, ReplySymbols symbols, Compilation compilation, CancellationToken cancellation)
    {
        var read = new RejectionBody(symbols, compilation);
        foreach (var operation in bodies.SelectMany(body => body.DescendantsAndSelf()))
        {
            cancellation.ThrowIfCancellationRequested();
            read.Visit(operation);
        }

        return read;
    }

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case IObjectCreationOperation creation:
                Add(_made, creation.Type, creation.Syntax);
                Lead(creation.Constructor, creation.Syntax);
                break;
            case ITypeParameterObjectCreationOperation { Type: ITypeParameterSymbol parameter }:
                _parameters.Add(parameter);
                break;
            case IConversionOperation conversion:
                if (IsHandedOn(conversion.Type)) Add(_handedOn, conversion.Operand.Type, conversion.Operand.Syntax);
                Lead(conversion.OperatorMethod, conversion.Syntax);
                break;
            case IReturnOperation { ReturnedValue: { } value }:
                Add(_handedOn, value.Type, value.Syntax);
                break;
            case IInvocationOperation call:
                Call(call);
                break;
            case IMethodReferenceOperation reference:
                Lead(reference.Method, reference.Syntax, reference.IsVirtual, reference.Instance is IInstanceReferenceOperation);
                break;
            case IPropertyReferenceOperation reference:
                Lead(reference.Property, reference.Syntax, isVirtual: true, reference.Instance is IInstanceReferenceOperation);
                break;
            case IFieldReferenceOperation reference:
                Lead(reference.Field, reference.Syntax);
                break;
            case IBinaryOperation { OperatorMethod: { } method }:
                Lead(method, operation.Syntax);
                break;
            case IUnaryOperation { OperatorMethod: { } method }:
                Lead(method, operation.Syntax);
                break;
            case IInvalidOperation or IDynamicInvocationOperation:
                IsOpaque = true;
                break;
        }
    }

    private void Call(IInvocationOperation call)
    {
        if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
        {
            // Lambdas are read where they are written; one that came in from outside is not.
            var kept = call.Instance is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member && !HasInitializer(member.Member);
            if (kept && _symbols.Mentions(call.TargetMethod.ReturnType)) IsOpaque = true;
            return;
        }

        Lead(call.TargetMethod, call.Syntax, call.IsVirtual, call.Instance is IInstanceReferenceOperation);
    }

    private void Lead(ISymbol? member, SyntaxNode place, bool isVirtual = false, bool onThis = false)
    {
        if (member is null or IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction or MethodKind.BuiltinOperator }) return;
        if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _symbols.Bux.Rejection.ContainingAssembly)) return;
        if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, _compilation.Assembly))
        {
            _calls.Add(new RejectionCall(member, place, isVirtual && (member.IsAbstract || member.IsVirtual || member.IsOverride), onThis));
            if (member is IFieldSymbol or IPropertySymbol && IsKept(member)) IsOpaque = true;
            return;
        }

        if (_symbols.Yields(member.OriginalDefinition)) IsOpaque = true;
    }

    private void Add(ImmutableArray<(INamedTypeSymbol, SyntaxNode)>.Builder list, ITypeSymbol? type, SyntaxNode place)
    {
        // What is only known by an abstract type was made somewhere, and is found there.
        if (_symbols.IsDeclarable(type) && !type!.IsAbstract) list.Add(((INamedTypeSymbol)type, place));
    }

    private bool IsHandedOn(ITypeSymbol? target) => _symbols.ReplyOf(target) is not null || BuxSymbols.DerivesFrom(target, _symbols.Bux.Rejection);

    /// <summary>Whether the member only keeps a rejection of some kind, which somebody else has put there.</summary>
    private bool IsKept(ISymbol member) => _symbols.Yields(member) && !HasInitializer(member) && member switch
    {
        IPropertySymbol { IsAbstract: false, GetMethod: { } getter } => !getter.DeclaringSyntaxReferences.Any(each =>
            each.GetSyntax() is ArrowExpressionClauseSyntax or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null }),
        IFieldSymbol => true,
        _ => false,
    };

    private static bool HasInitializer(ISymbol member) => member.DeclaringSyntaxReferences.Any(each => RejectionBodies.Initializer(each.GetSyntax()) is not null);
}

/// <summary>A member that a body runs.</summary>
/// <param name="Member">The method, property or field, as it is called.</param>
/// <param name="Place">Where.</param>
/// <param name="IsVirtual">Whether another type may have the body that runs.</param>
/// <param name="OnThis">Whether the object itself is asked.</param>
internal readonly record struct RejectionCall(ISymbol Member, SyntaxNode Place, bool IsVirtual, bool OnThis);

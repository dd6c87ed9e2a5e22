using System.Collections.Immutable;
using Bux.Analyzers.Replies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bux.Analyzers.Rules;

/// <summary>BUX1100: a reply that nobody looks at. What is returned, given away, stored or discarded by <c>_ =</c> is the user's will.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedReply : DiagnosticAnalyzer
{
    internal static readonly DiagnosticDescriptor Rule = new(
        "BUX1100", "A reply is looked at", "The reply of {0} is discarded, so a rejection or a fault goes unnoticed. Look at it, or write '_ =' before it when it does not matter.",
        "Bux.Replies", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/bux-dotnet/bux/blob/main/docs/rules/BUX1100.md");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (ReplySymbols.Of(start.Compilation) is not { } symbols) return;
            start.RegisterOperationAction(Statement, OperationKind.ExpressionStatement);
            start.RegisterOperationAction(Return, OperationKind.Return);
            start.RegisterOperationAction(Local, OperationKind.VariableDeclarator);
            start.RegisterOperationAction(Declared, OperationKind.DeclarationExpression);

            void Statement(OperationAnalysisContext found) => Report(found, symbols, ((IExpressionStatementOperation)found.Operation).Operation);

            // A method or lambda that gives its caller a mere Task of what is a task of a reply: the reply is out of everyone's reach.
            void Return(OperationAnalysisContext found)
            {
                if (((IReturnOperation)found.Operation).ReturnedValue is IConversionOperation { IsImplicit: true } conversion
                    && (Equal(conversion.Type, symbols.Task) || Equal(conversion.Type, symbols.ValueTask)))
                {
                    Report(found, symbols, conversion.Operand);
                }
            }

            void Local(OperationAnalysisContext found)
            {
                Unread(found, symbols, ((IVariableDeclaratorOperation)found.Operation).Symbol);
            }

            void Declared(OperationAnalysisContext found)
            {
                foreach (var local in found.Operation.DescendantsAndSelf().OfType<ILocalReferenceOperation>()) Unread(found, symbols, local.Local);
            }
        });
    }

    private static bool Equal(ISymbol? one, ISymbol? other) => one is not null && SymbolEqualityComparer.Default.Equals(one, other);

    private static void Report(OperationAnalysisContext context, ReplySymbols symbols, IOperation discarded)
    {
        foreach (var source in Sources(symbols, discarded, discarded))
        {
            if (IsExpectedToThrow(symbols, context.Operation)) return;
            context.ReportDiagnostic(Diagnostic.Create(Rule, source.Syntax.GetLocation(), NameOf(symbols, source)));
        }
    }

    private static void Unread(OperationAnalysisContext context, ReplySymbols symbols, ILocalSymbol local)
    {
        if (local.Name == "_" || local.IsRef || symbols.ReplyIn(local.Type) is null || context.Operation.Root().ReadsOf(local).Any()) return;
        context.ReportDiagnostic(Diagnostic.Create(Rule, local.Locations.FirstOrDefault() ?? context.Operation.Syntax.GetLocation(), local.Name));
    }

    /// <summary>
    /// Where the replies come from that end here: the calls that nobody else holds the result of. <paramref name="whole"/> is what to mark.
    /// </summary>
    private static IEnumerable<IOperation> Sources(ReplySymbols symbols, IOperation operation, IOperation whole)
    {
        operation = operation.WithoutConversions();
        return operation switch
        {
            IAwaitOperation awaited => Sources(symbols, awaited.Operation, whole),
            IConditionalAccessOperation access => Sources(symbols, access.WhenNotNull, whole),
            IInvocationOperation { Instance: { } task } call when symbols.IsWait(call) => Sources(symbols, Awaited(task), whole),
            IInvocationOperation call when symbols.IsGathering(call) => call.Arguments.SelectMany(argument => Gathered(symbols, argument.Value, whole)),
            IInvocationOperation call => symbols.ReplyIn(call.Type) is not null && !IsGivenReply(symbols, call) ? [whole] : [],
            IObjectCreationOperation creation => symbols.ReplyIn(creation.Type) is not null ? [whole] : [],
            ILocalReferenceOperation or IParameterReferenceOperation => IsHeldElsewhere(symbols, operation) ? [] : [whole],
            _ => [],
        };
    }

    private static IEnumerable<IOperation> Gathered(ReplySymbols symbols, IOperation argument, IOperation whole)
    {
        argument = argument.WithoutConversions();
        return argument switch
        {
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.SelectMany(each => Gathered(symbols, each, whole)),
            ICollectionExpressionOperation collection => collection.Elements.SelectMany(each => Gathered(symbols, each, whole)),
            _ when symbols.ReplyIn(argument.Type) is not null && argument is not ILocalReferenceOperation => Sources(symbols, argument, argument),
            // Tasks that are made on the spot, by a query over calls, and known to nobody else.
            IInvocationOperation call when symbols.ReplyIn(Element(call.Type)) is not null => [whole],
            _ => [],
        };
    }

    private static ITypeSymbol? Element(ITypeSymbol? type) => type is INamedTypeSymbol { TypeArguments.Length: 1 } named ? named.TypeArguments[0] : null;

    /// <summary>Behind <c>task?.Wait()</c> stands the task.</summary>
    private static IOperation Awaited(IOperation task)
    {
        if (task is not IConditionalAccessInstanceOperation) return task;
        return task.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault()?.Operation ?? task;
    }

    /// <summary>A call that was given a reply, and returns one for the next call in a chain, has passed it on.</summary>
    private static bool IsGivenReply(ReplySymbols symbols, IInvocationOperation call) =>
        symbols.ReplyIn(call.Instance?.Type) is not null || call.Arguments.Any(argument => symbols.ReplyIn(argument.Value.WithoutConversions().Type) is not null);

    /// <summary>Awaiting a task that is kept in a variable discards nothing as long as somebody asks it for the reply.</summary>
    private static bool IsHeldElsewhere(ReplySymbols symbols, IOperation variable) =>
        symbols.ReplyIn(variable.Type) is null || variable.Root().ReadsOf(variable.Variable()!).Any(read => read.Syntax != variable.Syntax);

    /// <summary>A test that expects the call to throw, as <c>Assert.ThrowsAsync&lt;CommandTimeoutException&gt;(…)</c>, expects no reply.</summary>
    private static bool IsExpectedToThrow(ReplySymbols symbols, IOperation operation) =>
        symbols.Exception is { } exception
        && operation.Ancestors().OfType<IAnonymousFunctionOperation>().FirstOrDefault()?.GivenTo() is { } call
        && call.TargetMethod.TypeArguments.Any(type => BuxSymbols.DerivesFrom(type, exception));

    private static string NameOf(ReplySymbols symbols, IOperation source)
    {
        var call = source.DescendantsAndSelf().OfType<IInvocationOperation>().FirstOrDefault(each => !symbols.IsWait(each) && !symbols.IsGathering(each));
        if (call is null) return source.DescendantsAndSelf().Select(Operations.Variable).FirstOrDefault(each => each is not null)?.Name ?? "this call";
        return ReplyOrigin.CommandGivenTo(call, symbols)?.Name ?? call.TargetMethod.Name;
    }
}

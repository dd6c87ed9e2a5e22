using Bux.Generators.Model;

namespace Bux.Generators.Composing;

/// <summary>The rules of a command service: its one state, its mutators and its use cases.</summary>
internal sealed class ServiceRules(AssemblyDeclarations all, Parsed<StateDeclaration> state)
{
    private readonly string _name = state.Model.Names.Name;
    private readonly string _service = state.Model.Service;

    public IEnumerable<Finding> Findings() => SecondStates().Concat(Mutators()).Concat(Folds()).Concat(UseCases());

    private IEnumerable<Finding> SecondStates() => all.States
        .Where(other => other.Model.Names.Type != state.Model.Names.Type)
        .Select(other => Finding.Of(DiagnosticDescriptors.SecondState, other.At, other.Model.Names.Name, _name));

    private IEnumerable<Finding> Mutators()
    {
        // A faulty mutator has its own findings, and may well be the missing one.
        if (all.Mutators.Any(mutator => !mutator.Sound)) yield break;
        var own = all.Mutators.Where(mutator => mutator.Model.State == state.Model.Names.Type).ToArray();
        if (own.Length == 0)
        {
            yield return Finding.Of(DiagnosticDescriptors.StateWithoutMutator, state.At, _name);
        }
        else if (own.SelectMany(mutator => mutator.Model.Folds).All(fold => fold.Kind is FoldKind.Apply or FoldKind.NoChange))
        {
            yield return Finding.Of(DiagnosticDescriptors.NeverCreated, own[0].At, _name, own[0].Model.Names.Name);
        }
    }

    private IEnumerable<Finding> Folds()
    {
        var folds = all.Mutators
            .Where(mutator => mutator.Model.State == state.Model.Names.Type)
            .OrderBy(mutator => mutator.Model.Names.Type, StringComparer.Ordinal)
            .SelectMany(mutator => mutator.Model.Folds, (mutator, fold) => (mutator, fold, Name: Name(fold.Kind)))
            .ToArray();
        var seconds = folds.GroupBy(each => (each.fold.Event.Type, each.Name))
            .SelectMany(group => group.Skip(1).Select(second => Finding.Of(
                DiagnosticDescriptors.SecondFold, second.mutator.At,
                second.mutator.Model.Names.Name, group.First().mutator.Model.Names.Name, second.Name, second.fold.EventName)));
        var contradictions =
            from nothing in folds
            where nothing.fold.Kind == FoldKind.NoChange
            from other in folds
            where other.fold.Kind != FoldKind.NoChange && other.fold.Event.Type == nothing.fold.Event.Type
            select Finding.Of(
                DiagnosticDescriptors.NoChangeThatChanges, nothing.mutator.At,
                nothing.mutator.Model.Names.Name, nothing.fold.EventName, $"{other.mutator.Model.Names.Name}.{other.Name}");
        return seconds.Concat(contradictions);
    }

    private static string Name(FoldKind kind) => kind switch
    {
        FoldKind.Create => "Create",
        FoldKind.NoChange => "[NoStateChange]",
        _ => "Apply",
    };

    private IEnumerable<Finding> UseCases()
    {
        var handlers = Handlers().ToArray();
        foreach (var (useCase, handler) in handlers)
        {
            var service = all.ServiceOf(handler.CommandService);
            if (service is not null && service != _service)
            {
                yield return Finding.Of(DiagnosticDescriptors.ForeignCommand, useCase.At, useCase.Model.Names.Name, handler.CommandName, service, _service);
            }

            if (handler.State is { } spokenOf && spokenOf != state.Model.Names.Type && all.States.Count == 1)
            {
                yield return Finding.Of(
                    DiagnosticDescriptors.HandleSignature, useCase.At, useCase.Model.Names.Name, $"does not speak of {_name}, the state of this assembly");
            }
        }

        foreach (var group in handlers.GroupBy(each => each.Handler.Command.Type, StringComparer.Ordinal))
        {
            foreach (var (useCase, handler) in group.Skip(1))
            {
                yield return Finding.Of(
                    DiagnosticDescriptors.SecondUseCase, useCase.At, useCase.Model.Names.Name, group.First().UseCase.Model.Names.Name, handler.CommandName);
            }
        }
    }

    private IEnumerable<(Parsed<UseCaseModel> UseCase, HandlerModel Handler)> Handlers() => all.UseCases
        .OrderBy(useCase => useCase.Model.Names.Type, StringComparer.Ordinal)
        .SelectMany(useCase => useCase.Model.Handlers, (useCase, handler) => (useCase, handler));
}

using Bux.Generators.Model;

namespace Bux.Generators.Composing;

/// <summary>The rules of a command service: its one state, its mutators and its use cases.</summary>
internal sealed class ServiceRules(AssemblyDeclarations all, Parsed<StateDeclaration> state)
{
    private readonly string _name = state.Model.Names.Name;
    private readonly string _service = state.Model.Service;

    public IEnumerable<Finding> Findings() => SecondStates().Concat(Mutators()).Concat(Folds()).Concat(UseCases()).Concat(Unhandled());

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
        else if (own.SelectMany(mutator => mutator.Model.Folds).All(fold => fold.Kind == FoldKind.Apply))
        {
            yield return Finding.Of(DiagnosticDescriptors.NeverCreated, own[0].At, _name, own[0].Model.Names.Name);
        }
    }

    private IEnumerable<Finding> Folds() => all.Mutators
        .Where(mutator => mutator.Model.State == state.Model.Names.Type)
        .OrderBy(mutator => mutator.Model.Names.Type, StringComparer.Ordinal)
        .SelectMany(mutator => mutator.Model.Folds, (mutator, fold) => (mutator, fold, Name: fold.Kind == FoldKind.Create ? "Create" : "Apply"))
        .GroupBy(each => (each.fold.Event.Type, each.Name))
        .SelectMany(group => group.Skip(1).Select(second => Finding.Of(
            DiagnosticDescriptors.SecondFold, second.mutator.At,
            second.mutator.Model.Names.Name, group.First().mutator.Model.Names.Name, second.Name, second.fold.EventName)));

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

    private IEnumerable<Finding> Unhandled()
    {
        // A faulty use case has its own finding, and may well be the one that handles the command.
        if (all.UseCases.Any(useCase => !useCase.Sound)) yield break;
        var handled = new HashSet<string>(Handlers().Select(each => each.Handler.Command.Type), StringComparer.Ordinal);
        foreach (var command in all.Commands.Where(command => command.Sound && all.ServiceOf(command.Model.Service) == _service))
        {
            if (!handled.Contains(command.Model.Names.Type))
            {
                yield return Finding.Of(DiagnosticDescriptors.CommandNotHandled, command.At, command.Model.Names.Name, _service);
            }
        }

        foreach (var command in state.Model.ForeignCommands.Where(command => !handled.Contains(command)))
        {
            yield return Finding.Of(DiagnosticDescriptors.CommandNotHandled, state.At, command.Split('.').Last(), _service);
        }
    }

    private IEnumerable<(Parsed<UseCaseModel> UseCase, HandlerModel Handler)> Handlers() => all.UseCases
        .OrderBy(useCase => useCase.Model.Names.Type, StringComparer.Ordinal)
        .SelectMany(useCase => useCase.Model.Handlers, (useCase, handler) => (useCase, handler));
}

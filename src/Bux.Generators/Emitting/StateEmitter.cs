using Bux.Generators.Model;

namespace Bux.Generators.Emitting;

/// <summary>Writes how events evolve a state.</summary>
internal sealed class StateEmitter(ServiceFile file)
{
    private readonly SourceWriter _writer = SourceWriter.In(file.Namespace);
    private readonly IReadOnlyDictionary<string, string> _members = file.Members.Index();
    private readonly string _state = file.State.Names.Type;
    private readonly string _stateOrNull = file.State.IsValueType ? file.State.Names.Type : file.State.Names.Type + "?";

    public string Emit()
    {
        var folds = file.Mutators.SelectMany(mutator => mutator.Folds.Select(fold => new Fold(mutator, fold)))
            .GroupBy(each => each.Model.Event.Type, StringComparer.Ordinal)
            .OrderByDescending(group => group.First().Model.Depth)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToArray();
        var obsolete = file.State.Names.Obsolete || file.Mutators.Any(mutator => mutator.Names.Obsolete || mutator.Folds.Any(fold => fold.Obsolete));
        _writer.Plumbing($"How events make and change {SourceWriter.See(_state)}.").Obsolete(obsolete).Write($"internal sealed class {file.Name}State : StateModel<{_state}>").Block(() =>
        {
            _writer.Write($$"""
                public static readonly {{file.Name}}State Instance = new();

                public override string Service => {{SourceWriter.Quote(file.State.Service)}};

                public override string Fingerprint => {{SourceWriter.Quote(file.Fingerprint)}};

                public override JsonCodec<{{_state}}> Codec => {{file.Codecs.Index()[_state]}}.Instance;

                public override IReadOnlyList<EventContract> Events { get; } =
                [
                """);
            _writer.Indent(() =>
            {
                foreach (var fold in folds) _writer.Write(Contract(fold.First().Model.Event) + ",");
            });
            _writer.Write($$"""
                ];

                public override {{_state}} Apply(
                    bool exists, {{_stateOrNull}} state, object domainEvent, out EventContract contract)
                {
                    switch (domainEvent)
                    {
                """);
            _writer.Indent(() => _writer.Indent(() =>
            {
                foreach (var fold in folds) EmitCase(fold.ToArray());
                _writer.Write($"""
                    default:
                        throw new EventNotFoldedException(
                            {SourceWriter.Quote($"{file.State.Names.Name} takes no ")} + domainEvent.GetType().Name + {SourceWriter.Quote(". Add a Create, an Apply or [NoStateChange] for it to its mutator.")});
                    """);
            }));
            _writer.Write("""
                    }
                }
                """);
        });
        return _writer.ToString();
    }

    private void EmitCase(Fold[] folds)
    {
        var model = folds[0].Model;
        if (model.Kind == FoldKind.NoChange)
        {
            EmitUnchanged(folds[0]);
            return;
        }

        var create = folds.FirstOrDefault(fold => fold.Model.Kind == FoldKind.Create);
        var apply = folds.FirstOrDefault(fold => fold.Model.Kind != FoldKind.Create);
        var mutator = folds[0].Mutator.Names.Name;
        var state = file.State.Names.Name;
        var onMissing = create is not null ? $"{create.Mutator.Names.Type}.Create(e)" : Throw(
            $"{model.EventName} changes a {state}, but there is none under this key. Let the use case expect the entity, or add 'static {state} Create({model.EventName})' to {mutator}.");
        var onExisting = apply is null
            ? Throw($"{model.EventName} makes a {state}, but there is one under this key. Let the use case expect none, or add 'static {state} Apply({state}, {model.EventName})' to {mutator}.")
            : $"{apply.Mutator.Names.Type}.Apply(state{(file.State.IsValueType ? "" : "!")}, e)";
        var result = apply?.Model.Kind switch
        {
            FoldKind.ApplyToNullable when create is null => $"{apply.Mutator.Names.Type}.Apply(exists ? state : null, e)",
            FoldKind.ApplyToNullableStruct when create is null => $"{apply.Mutator.Names.Type}.Apply(exists ? state : ({_state}?)null, e)",
            _ => $"exists\n            ? {onExisting}\n            : {onMissing}",
        };
        _writer.Write($"""
            case {model.Event.Type} e:
                contract = {Contract(model.Event)};
                return {result.Replace("            ", "        ")};
            """);
    }

    private void EmitUnchanged(Fold fold)
    {
        var state = file.State.Names.Name;
        var onMissing = Throw(
            $"{fold.Model.EventName} leaves a {state} as it is, but there is none under this key. Let the use case expect the entity, or write 'static {state} Create({fold.Model.EventName})' in {fold.Mutator.Names.Name} instead of [NoStateChange].");
        _writer.Write($"""
            case {fold.Model.Event.Type}:
                contract = {Contract(fold.Model.Event)};
                return exists
                    ? state{(file.State.IsValueType ? "" : "!")}
                    : {onMissing};
            """);
    }

    private string Contract(ContractReference contract) => contract.Foreign ?? "Contracts." + SourceWriter.Identifier(_members[contract.Type]);

    private static string Throw(string message) => $"throw new EventNotFoldedException({SourceWriter.Quote(message)})";

    private sealed record Fold(MutatorModel Mutator, FoldModel Model);
}

using System.Text;
using Bux.Generators.Model;

namespace Bux.Generators.Composing;

/// <summary>From what an assembly declares to the files that are generated for it. Unsound declarations are left out.</summary>
internal static class Composer
{
    private static readonly string[] MembersOfContracts =
        ["Contracts", "Catalogue", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", "Finalize",
        "JsonScalars", "JsonShapes", "JsonKeys"];

    public static IEnumerable<CodecFile> Codecs(AssemblyDeclarations all)
    {
        var names = CodecNames(all);
        var index = names.Index();
        var models = CodecModels(all).ToArray();
        var cases = new HashSet<string>(models.OfType<HierarchyCodec>().SelectMany(codec => codec.Cases).Select(each => each.Type), StringComparer.Ordinal);
        return models.Select(codec => new CodecFile(
            WireNames.Namespace(all.Assembly), index[codec.Type], codec, names.Only(codec.Mentions.SelectMany(Named)), cases.Contains(codec.Type)));
    }

    public static CatalogueFile? Catalogue(AssemblyDeclarations all)
    {
        if (all.Commands.Count + all.Events.Count + all.Rejections.Count == 0) return null;
        var commands = Sound(all.Commands).Where(command => all.ServiceOf(command.Service) is not null)
            .Select(command => command with { Service = all.ServiceOf(command.Service), Codecs = EquatableArray<CodecModel>.Empty })
            .OrderBy(command => command.Names.Type, StringComparer.Ordinal).ToEquatableArray();
        var events = Sound(all.Events).Where(each => all.ServiceOf(each.Service) is not null)
            .Select(each => each with { Service = all.ServiceOf(each.Service), Codecs = EquatableArray<CodecModel>.Empty })
            .OrderBy(each => each.Names.Type, StringComparer.Ordinal).ToEquatableArray();
        var rejections = Sound(all.Rejections)
            .Select(each => each with { Codecs = EquatableArray<CodecModel>.Empty })
            .OrderBy(each => each.Names.Type, StringComparer.Ordinal).ToEquatableArray();
        var mentioned = commands.SelectMany(command => Named(command.Response!).Concat(NamedOfKey(command.Key!)).Append(command.Names.Type))
            .Concat(events.Select(each => each.Names.Type))
            .Concat(rejections.Select(each => each.Names.Type));
        return new CatalogueFile(
            all.Assembly, WireNames.Namespace(all.Assembly), Members(all), CodecNames(all).Only(mentioned), commands, events, rejections,
            Evolution.Announced(all, new HashSet<string>(events.Select(each => each.Names.Type), StringComparer.Ordinal)).ToEquatableArray());
    }

    public static AnnouncementFile? Announcements(AssemblyDeclarations all) =>
        Contracts.Announced(all).ToEquatableArray() is { Count: > 0 } announced ? new AnnouncementFile(announced) : null;

    public static ServiceFile? Service(AssemblyDeclarations all)
    {
        if (all.State is not { Sound: true, Model: var state }) return null;
        var members = Members(all);
        var known = new HashSet<string>(members.Names.Select(each => each.Type), StringComparer.Ordinal);
        var declared = Sound(all.Mutators).Where(mutator => mutator.State == state.Names.Type)
            .OrderBy(mutator => mutator.Names.Type, StringComparer.Ordinal).ToArray();
        var mutators = declared.Select(mutator => mutator with
        {
            Text = "",
            Folds = mutator.Folds.Where(fold => IsKnown(fold.Event, known)).Select(fold => fold with { Shape = "" }).ToEquatableArray(),
        }).ToEquatableArray();
        var useCases = Sound(all.UseCases)
            .Select(useCase => useCase with
            {
                Handlers = useCase.Handlers.Where(handler => IsKnown(handler.Command, known) && (handler.State ?? state.Names.Type) == state.Names.Type).ToEquatableArray(),
            })
            .OrderBy(useCase => useCase.Names.Type, StringComparer.Ordinal).ToEquatableArray();
        var mentioned = mutators.SelectMany(mutator => mutator.Folds).Select(fold => fold.Event.Type)
            .Concat(useCases.SelectMany(useCase => useCase.Handlers).Select(handler => handler.Command.Type));
        return new ServiceFile(
            WireNames.Namespace(all.Assembly), WireNames.Pascal(state.Service),
            state with { Codecs = EquatableArray<CodecModel>.Empty },
            Fingerprint(all, state, declared), members.Only(mentioned), CodecNames(all).Only([state.Names.Type]), mutators, useCases);
    }

    public static IEnumerable<ProjectionFile> Projections(AssemblyDeclarations all)
    {
        var members = Members(all);
        var known = new HashSet<string>(members.Names.Select(each => each.Type), StringComparer.Ordinal);
        var names = ProjectionNames(all).Index();
        return Sound(all.Projections).OrderBy(each => each.Names.Type, StringComparer.Ordinal).Select(projection => new ProjectionFile(
            WireNames.Namespace(all.Assembly), names[projection.Names.Type],
            projection with { Events = projection.Events.Where(each => IsKnown(each.Event, known)).ToEquatableArray() },
            members.Only(projection.Events.Select(each => each.Event.Type))));
    }

    public static RegistrationFile? Registration(AssemblyDeclarations all)
    {
        var hasContracts = all.Commands.Count + all.Events.Count + all.Rejections.Count > 0;
        if (!hasContracts && all.Projections.Count == 0 && all.State is null) return null;
        var space = WireNames.Namespace(all.Assembly);
        var catalogues = hasContracts ? new[] { $"global::{space}.Contracts" }.Concat(all.References.Catalogues) : all.References.Catalogues;
        var names = ProjectionNames(all).Index();
        return new RegistrationFile(
            all.Assembly, space, all.State?.Model.Service, all.State is { } state ? WireNames.Pascal(state.Model.Service) : null,
            all.State?.Sound == true, hasContracts || all.Projections.Count > 0, catalogues.ToEquatableArray(),
            Sound(all.Projections).Select(each => names[each.Names.Type]).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
            Routes(all).OrderBy(each => each.Command, StringComparer.Ordinal).ToEquatableArray());
    }

    private static IEnumerable<DocumentedRoute> Routes(AssemblyDeclarations all)
    {
        if (all.State is not { Sound: true, Model.Names.Type: var state }) yield break;
        foreach (var useCase in Sound(all.UseCases))
        {
            foreach (var handler in useCase.Handlers)
            {
                var parameters = handler.Parameters.Select(parameter => parameter switch
                {
                    HandlerParameter.Command => handler.Command.Type,
                    HandlerParameter.NullableStructState => $"global::System.Nullable{{{state}}}",
                    HandlerParameter.Context => $"global::Bux.UseCaseContext{{{state}}}",
                    _ => state,
                });
                yield return new DocumentedRoute(handler.Command.Type, $"{useCase.Names.Type}.Handle({string.Join(", ", parameters)})");
            }
        }
    }

    private static NameTable Members(AssemblyDeclarations all) => NameTable.Give(
        Sound(all.Commands).Where(each => all.ServiceOf(each.Service) is not null).Select(each => each.Names)
            .Concat(Sound(all.Events).Where(each => all.ServiceOf(each.Service) is not null).Select(each => each.Names))
            .Concat(Sound(all.Rejections).Select(each => each.Names))
            .Select(names => (names.Type, names.Name, names.FullName)),
        // A field must not hide a class that the fields themselves use.
        [.. MembersOfContracts, .. CodecNames(all).Names.Select(each => each.Name)]);

    private static NameTable CodecNames(AssemblyDeclarations all) =>
        NameTable.Give(CodecModels(all).Select(codec => (codec.Type, codec.Name + "Codec", codec.FullName + "Codec")));

    private static NameTable ProjectionNames(AssemblyDeclarations all) => NameTable.Give(
        Sound(all.Projections).Select(each => (each.Names.Type, each.Names.Name + "Projection", each.Names.FullName + "Projection")));

    private static IEnumerable<CodecModel> CodecModels(AssemblyDeclarations all) => Sound(all.Commands).SelectMany(each => each.Codecs)
        .Concat(Sound(all.Events).SelectMany(each => each.Codecs))
        .Concat(Sound(all.Rejections).SelectMany(each => each.Codecs))
        .Concat(Sound(all.States).SelectMany(each => each.Codecs))
        .GroupBy(codec => codec.Type, StringComparer.Ordinal)
        // A small record struct is an object where it is annotated; that form holds everywhere.
        .Select(group => group.FirstOrDefault(codec => codec is ObjectCodec) ?? group.First())
        .OrderBy(codec => codec.Type, StringComparer.Ordinal);

    private static IEnumerable<T> Sound<T>(EquatableArray<Parsed<T>> all) where T : IEquatable<T> =>
        all.Where(each => each.Sound).Select(each => each.Model);

    private static bool IsKnown(ContractReference contract, HashSet<string> members) => contract.Foreign is not null || members.Contains(contract.Type);

    private static IEnumerable<string> Named(WireType type) => type switch
    {
        NamedType named => [named.Type],
        NullableType nullable => Named(nullable.Inner),
        SequenceType sequence => Named(sequence.Item),
        MapType map => Named(map.Value).Concat(NamedOfKey(map.Key)),
        _ => [],
    };

    private static IEnumerable<string> NamedOfKey(KeyType key) => key switch
    {
        EnumKey named => [named.Type],
        WrappedKey wrapped => NamedOfKey(wrapped.Inner),
        _ => [],
    };

    private static string Fingerprint(AssemblyDeclarations all, StateDeclaration state, MutatorModel[] mutators)
    {
        var text = new StringBuilder(ShapeText.Of(state.Codecs));
        foreach (var mutator in mutators)
        {
            text.Append(mutator.Text).Append('\n');
            foreach (var fold in mutator.Folds) text.Append(fold.Shape).Append('\n');
        }

        foreach (var upcaster in Evolution.HashesOf(all, state.Service)) text.Append(upcaster).Append('\n');
        return ShapeText.Hash(text.ToString());
    }
}

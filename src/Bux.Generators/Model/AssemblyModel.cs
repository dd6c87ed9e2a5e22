namespace Bux.Generators.Model;

/// <summary>A type and the name that generated code gives it.</summary>
internal sealed record GivenName(string Type, string Name);

/// <summary>Names of generated members, none of them twice.</summary>
internal sealed record NameTable(EquatableArray<GivenName> Names)
{
    /// <summary>From type to name.</summary>
    public Dictionary<string, string> Index() => Names.ToDictionary(each => each.Type, each => each.Name, StringComparer.Ordinal);

    /// <summary>The names of these types alone, so that a step depends on nothing else.</summary>
    public NameTable Only(IEnumerable<string> types)
    {
        var wanted = new HashSet<string>(types, StringComparer.Ordinal);
        return new NameTable(Names.Where(each => wanted.Contains(each.Type)).ToEquatableArray());
    }

    /// <summary>
    /// Gives each type its simple name, or its full one where simple names clash. Names that differ only in case clash too: they are
    /// names of files.
    /// </summary>
    public static NameTable Give(IEnumerable<(string Type, string Name, string FullName)> types, params string[] reserved)
    {
        var all = types.GroupBy(each => each.Type, StringComparer.Ordinal).Select(group => group.First())
            .OrderBy(each => each.Type, StringComparer.Ordinal).ToArray();
        var shared = new HashSet<string>(
            all.GroupBy(each => each.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key)
                .Concat(reserved),
            StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(all.Select(each => each.Name).Where(name => !shared.Contains(name)).Concat(reserved), StringComparer.OrdinalIgnoreCase);
        var given = new List<GivenName>();
        foreach (var each in all)
        {
            var name = each.Name;
            if (shared.Contains(name))
            {
                name = each.FullName;
                for (var number = 2; !taken.Add(name); number++) name = each.FullName + "_" + number;
            }

            given.Add(new GivenName(each.Type, name));
        }

        return new NameTable(given.ToEquatableArray());
    }
}

/// <summary>One codec with the names that its text needs.</summary>
/// <param name="InHierarchy">Whether the codec of a hierarchy writes the type's members between its own braces.</param>
internal sealed record CodecFile(string Namespace, string Name, CodecModel Codec, NameTable Codecs, bool InHierarchy);

/// <summary>The contracts of an assembly.</summary>
internal sealed record CatalogueFile(
    string Assembly, string Namespace, NameTable Members, NameTable Codecs,
    EquatableArray<CommandModel> Commands, EquatableArray<EventModel> Events, EquatableArray<RejectionModel> Rejections,
    EquatableArray<AnnouncedUpcaster> Upcasters);

/// <summary>An upcaster of an assembly's own event.</summary>
internal sealed record AnnouncedUpcaster(UpcasterModel Upcaster, string Service, string Hash);

/// <summary>What an assembly announces to those that reference it.</summary>
internal sealed record AnnouncementFile(EquatableArray<AnnouncedContract> Contracts);

/// <summary>The command service of an assembly.</summary>
internal sealed record ServiceFile(
    string Namespace, string Name, StateDeclaration State, string Fingerprint, NameTable Members, NameTable Codecs,
    EquatableArray<MutatorModel> Mutators, EquatableArray<UseCaseModel> UseCases);

/// <summary>The projections of an assembly.</summary>
internal sealed record ProjectionFile(string Namespace, string Name, ProjectionDeclaration Projection, NameTable Members);

/// <summary>The methods that register what an assembly has.</summary>
/// <param name="Service">The name of the service's generated class, or null.</param>
/// <param name="Catalogues">The full names of the generated classes with catalogues, the referenced ones too.</param>
internal sealed record RegistrationFile(
    string Assembly, string Namespace, string? Service, string? ServiceName, bool ServiceSound, bool HasOwn,
    EquatableArray<string> Catalogues, EquatableArray<string> Projections, EquatableArray<DocumentedRoute> Routes);

/// <summary>A command and the method that handles it.</summary>
/// <param name="Command">The C# type of the command.</param>
/// <param name="Handler">The method as a doc comment links it.</param>
internal sealed record DocumentedRoute(string Command, string Handler);

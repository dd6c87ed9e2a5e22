using System.Collections.Frozen;
using Bux.Seam;

namespace Bux.Wire;

/// <summary>
/// Everything that a host knows of the wire, composed from the catalogues of its assemblies. Names on the wire are looked up here and
/// nowhere else.
/// </summary>
internal sealed class ContractRegistry
{
    private readonly FrozenDictionary<Type, CommandContract> _commands;

    /// <summary>Composes the catalogues.</summary>
    /// <exception cref="InvalidOperationException">Two types have the same name on the wire.</exception>
    public ContractRegistry(IReadOnlyCollection<ContractCatalogue> catalogues)
    {
        var commands = new Dictionary<(string, string), CommandContract>();
        foreach (var command in catalogues.SelectMany(catalogue => catalogue.Commands))
        {
            if (commands.TryAdd((command.Service, command.Name), command)) continue;
            throw Twice($"command '{command.Name}' of {command.Service}", commands[(command.Service, command.Name)].CommandType, command.CommandType);
        }

        _commands = commands.Values.ToFrozenDictionary(command => command.CommandType);
        Events = new EventHistory(catalogues.SelectMany(catalogue => catalogue.Events));
        Rejections = new RejectionRegistry(catalogues.SelectMany(catalogue => catalogue.Rejections));
    }

    /// <summary>The rejections.</summary>
    public RejectionRegistry Rejections { get; }

    /// <summary>The events.</summary>
    public EventHistory Events { get; }

    /// <summary>The services whose commands are known.</summary>
    public IEnumerable<string> Services => _commands.Values.Select(command => command.Service).Distinct(StringComparer.Ordinal);

    /// <summary>All commands.</summary>
    public IEnumerable<CommandContract> Commands => _commands.Values;

    /// <summary>A command by its type, or null.</summary>
    public CommandContract? Command(Type type) => _commands.GetValueOrDefault(type);

    internal static InvalidOperationException Twice(string what, Type first, Type second) =>
        new($"The {what} is declared by {first} and by {second}. Give one of them another name.");
}

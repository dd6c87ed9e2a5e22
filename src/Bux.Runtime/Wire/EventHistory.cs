using System.Collections.Frozen;
using Bux.Seam;

namespace Bux.Wire;

/// <summary>
/// The events that a host can read, in all their versions: the one way from a stored event to what it is today. Folds, projections and
/// whatever else looks at history go through it.
/// </summary>
internal sealed class EventHistory
{
    private readonly FrozenDictionary<(string Service, string Name, int Version), EventContract> _contracts;
    private readonly FrozenSet<(string Service, string Name)> _names;

    /// <summary>Composes the contracts.</summary>
    /// <exception cref="InvalidOperationException">Two types have the same name and version.</exception>
    public EventHistory(IEnumerable<EventContract> contracts)
    {
        var known = new Dictionary<(string, string, int), EventContract>();
        foreach (var contract in contracts)
        {
            var name = (contract.Service, contract.Name, contract.Version);
            if (known.TryAdd(name, contract) || known[name].EventType == contract.EventType) continue;
            throw ContractRegistry.Twice($"event '{contract.Name}' V{contract.Version} of {contract.Service}", known[name].EventType, contract.EventType);
        }

        _contracts = known.ToFrozenDictionary();
        _names = known.Values.Select(contract => (contract.Service, contract.Name)).ToFrozenSet();
    }

    /// <summary>An event by its name on the wire, or null.</summary>
    public EventContract? Find(string service, string name, int version) => _contracts.GetValueOrDefault((service, name, version));

    /// <summary>Whether any version of an event is known.</summary>
    public bool KnowsName(string service, string name) => _names.Contains((service, name));
}

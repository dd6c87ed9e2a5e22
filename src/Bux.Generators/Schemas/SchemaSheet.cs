using Bux.Generators.Model;

namespace Bux.Generators.Schemas;

/// <summary>All the files that an assembly publishes about its contracts.</summary>
internal sealed record SchemaSheet(EquatableArray<SchemaFile> Files)
{
    /// <summary>The schemas of the contracts, and a document for each service that has some among them.</summary>
    public static SchemaSheet Of(IReadOnlyCollection<Locking.LockedContract> contracts, SchemaSettings settings)
    {
        // A state is the service's own business, and is called as the service is.
        var services = contracts.Select(each => each.Service).Where(service => service.Length > 0).Distinct(StringComparer.Ordinal);
        return new SchemaSheet(contracts.SelectMany(ContractSchemas.Of)
            .Concat(services.Select(service => AsyncApiDocument.Of(service, contracts, settings.Version)))
            .OrderBy(file => file.Path, StringComparer.Ordinal).ToEquatableArray());
    }
}

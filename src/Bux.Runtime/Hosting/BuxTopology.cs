using Bux.Log;

namespace Bux.Hosting;

/// <summary>Where this host's services live on the log.</summary>
/// <param name="services">The topics of each service.</param>
public sealed class BuxTopology(IReadOnlyList<ServiceTopics> services)
{
    /// <summary>The topics of each service that this host runs.</summary>
    public IReadOnlyList<ServiceTopics> Services { get; } = services;
}

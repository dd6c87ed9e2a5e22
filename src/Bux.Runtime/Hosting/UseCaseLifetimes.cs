using Bux.Seam;
using Microsoft.Extensions.DependencyInjection;

namespace Bux.Hosting;

/// <summary>
/// Use cases are singletons that run on several threads, so what they depend on must be, too. In production the root provider resolves
/// scoped services without a word; so lifetimes are read from the registrations instead.
/// </summary>
internal static class UseCaseLifetimes
{
    /// <summary>Says of each dependency that is missing or scoped what to do about it.</summary>
    public static IReadOnlyList<string> Problems(IEnumerable<UseCaseDependency> dependencies, IServiceCollection services)
    {
        var problems = new List<string>();
        foreach (var dependency in dependencies)
        {
            var lifetime = LifetimeOf(dependency.Service, services);
            if (lifetime != ServiceLifetime.Scoped) continue;
            problems.Add(
                $"{dependency.UseCase.FullName} takes {dependency.Service.FullName} for '{dependency.Parameter}', which is registered as scoped, "
                + "and a use case is a singleton. Register it as a singleton, or let the use case take a factory.");
        }

        return problems;
    }

    private static ServiceLifetime? LifetimeOf(Type service, IServiceCollection services)
    {
        var generic = service.IsConstructedGenericType ? service.GetGenericTypeDefinition() : null;
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (services[i].IsKeyedService) continue;
            if (services[i].ServiceType == service || services[i].ServiceType == generic) return services[i].Lifetime;
        }

        return null;
    }
}

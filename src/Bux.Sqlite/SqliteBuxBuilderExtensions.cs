using Bux.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Bux.Hosting;

/// <summary>Adds the embedded log to a host.</summary>
public static class SqliteBuxBuilderExtensions
{
    /// <summary>Carries everything in one SQLite file: durable, one process, no server. Topics are made when they are missing.</summary>
    /// <param name="bux">The host's builder.</param>
    /// <param name="path">The file; its folder is made when it is missing.</param>
    /// <param name="synchronousFull">See <see cref="SqliteOptions.SynchronousFull"/>.</param>
    public static BuxBuilder UseEmbedded(this BuxBuilder bux, string path, bool synchronousFull = true)
    {
        ArgumentNullException.ThrowIfNull(bux);
        ArgumentException.ThrowIfNullOrEmpty(path);
        bux.Options.CreateTopics ??= true; // Nobody else could make them.
        return bux.UseLog(services => new SqliteLogStore(
            new SqliteOptions
            {
                Path = path,
                SynchronousFull = synchronousFull,
                Limits = bux.Options.Limits,
                MaximumRecordBytes = bux.Options.MaximumCommandBytes,
            },
            services.GetService<TimeProvider>()));
    }
}

using Bux.Seam;

namespace Bux.Testing;

/// <summary>
/// Proves that stored events of every version are still read, upcast and folded as they were: over the golden documents that
/// <c>dotnet build -t:BuxAcceptContracts</c> keeps under <c>contracts/</c> beside the contracts.
/// </summary>
public static class GoldenHistory
{
    /// <summary>Set to <c>1</c>, it lets what is folded now become what is accepted; not where <c>CI</c> is <c>true</c>.</summary>
    public const string AcceptVariable = "BUX_ACCEPT_FOLDS";

    /// <summary>
    /// Reads, upcasts and folds every golden document, and compares the states with those in <c>contracts/{service}.folds.jsonl</c>.
    /// </summary>
    /// <param name="services">Adds contracts and services, by the generated methods: <c>bux => bux.AddAccounts()</c>.</param>
    /// <param name="contracts">The folder whose <c>contracts/</c> holds the documents; several are separated by <c>;</c>.</param>
    /// <param name="folds">The folder whose <c>contracts/</c> holds the accepted states.</param>
    /// <exception cref="GoldenHistoryException">Something is not as it was; the message says all of it, and how to mend or accept it.</exception>
    public static void Verify(Action<IBuxBuilder> services, string contracts, string folds) => Verify(services, contracts, folds, Accepts());

    internal static void Verify(Action<IBuxBuilder> services, string contracts, string folds, bool accept)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(contracts);
        ArgumentException.ThrowIfNullOrWhiteSpace(folds);
        var registered = new RegisteredServices();
        services(registered);
        var folders = contracts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var events = registered.Catalogues.SelectMany(catalogue => catalogue.Events).ToArray();
        var documents = new GoldenFolders([.. folders.Select(folder => Path.Combine(folder, "contracts"))]);

        var problems = new List<string>();
        var history = documents.Read(events, problems);
        // States that lack some documents are not worth a comparison.
        if (problems.Count > 0) throw new GoldenHistoryException(problems);
        foreach (var fold in registered.Folds) fold.Judge(history, Path.Combine(folds, "contracts"), accept, problems);
        if (problems.Count > 0) throw new GoldenHistoryException(problems);
    }

    private static bool Accepts() =>
        Environment.GetEnvironmentVariable(AcceptVariable) == "1" && Environment.GetEnvironmentVariable("CI") != "true";
}

/// <summary>Stored events would no longer be read or folded as they were.</summary>
public sealed class GoldenHistoryException : Exception
{
    internal GoldenHistoryException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine + Environment.NewLine, problems)) => Problems = problems;

    /// <summary>What is not as it was, each with its remedy.</summary>
    public IReadOnlyList<string> Problems { get; }
}

using Microsoft.CodeAnalysis.Diagnostics;

namespace Bux.Generators.Locking;

/// <summary>What a project says about its lock, and how the compiler gets to know it.</summary>
internal static class LockSettings
{
    /// <summary>Whether this build is to take in the present contracts: then the rules are silent and the generator makes proposals.</summary>
    public static bool IsAccepting(AnalyzerConfigOptions options) => Is(options, "BuxAccepting", "true");

    /// <summary>Whether the project has switched the lock off.</summary>
    public static bool IsOff(AnalyzerConfigOptions options) => Is(options, "BuxContractLock", "disable");

    /// <summary>Whether a file is a lock.</summary>
    public static bool IsLock(string path) => string.Equals(Path.GetFileName(path), LockFile.Name, StringComparison.OrdinalIgnoreCase);

    private static bool Is(AnalyzerConfigOptions options, string property, string value) =>
        options.TryGetValue("build_property." + property, out var set) && string.Equals(set, value, StringComparison.OrdinalIgnoreCase);
}

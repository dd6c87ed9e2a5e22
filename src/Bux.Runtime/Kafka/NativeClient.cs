using Confluent.Kafka;

namespace Bux.Kafka;

/// <summary>
/// The native library behind the client. One that the operating system has installed wins over the one in the package; an old one starts
/// well and fails in the middle of reading, so its version is looked at first.
/// </summary>
internal static class NativeClient
{
    private static readonly Version Oldest = new(2, 16);

    /// <summary>What is wrong with the library that was loaded, or null.</summary>
    public static string? Problem()
    {
        try
        {
            return Problem(Library.VersionString, LoadedFile());
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or InvalidOperationException)
        {
            return $"librdkafka {Oldest} or newer cannot be loaded{From(LoadedFile())}: {error.Message} {Remedy}";
        }
    }

    /// <summary>What is wrong with a library of this version, or null.</summary>
    public static string? Problem(string version, string? file)
    {
        var numbers = version.Split('-', '_')[0].TrimStart('v');
        if (Version.TryParse(numbers, out var loaded) && loaded >= Oldest) return null;
        return $"librdkafka {version} was loaded{From(file)}, and {Oldest} or newer is needed. {Remedy}";
    }

    private static string Remedy =>
        "Remove the operating system's librdkafka and its development files (Debian: apt-get remove librdkafka1 librdkafka-dev), "
        + "and publish with the package librdkafka.redist for this platform.";

    private static string From(string? file) => file is null ? "" : $" from {file}";

    private static string? LoadedFile()
    {
        const string Maps = "/proc/self/maps"; // Linux only; elsewhere the file is not named
        if (!File.Exists(Maps)) return null;
        var line = File.ReadLines(Maps).FirstOrDefault(line => line.Contains("librdkafka", StringComparison.Ordinal));
        return line?[line.IndexOf('/', StringComparison.Ordinal)..];
    }
}

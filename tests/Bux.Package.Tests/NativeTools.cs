namespace Bux.Package;

/// <summary>What a native program needs beyond the SDK: a linker and zlib.</summary>
internal static class NativeTools
{
    public static void SkipIfMissing()
    {
        if (!OperatingSystem.IsLinux()) return;
        var linker = new[] { "clang", "gcc" }.Any(program => Folders().Any(folder => File.Exists(Path.Combine(folder, program))));
        if (!linker) Assert.Skip("A native program needs clang or gcc on the PATH.");
        var zlib = new[] { "/usr/include/zlib.h", "/usr/local/include/zlib.h" }.Any(File.Exists) || Directory.EnumerateFiles("/usr/lib", "libz.so", SearchOption.AllDirectories).Any();
        if (!zlib) Assert.Skip("A native program needs zlib's development files (zlib1g-dev).");
    }

    private static string[] Folders() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
}

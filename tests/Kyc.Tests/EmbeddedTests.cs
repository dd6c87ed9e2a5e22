namespace Kyc;

/// <summary>The story on the embedded log.</summary>
public sealed class EmbeddedTests : KycStory, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kyc-").FullName;

    protected override string[] Log => ["--data", Path.Combine(_folder, "kyc.db")];

    [Fact]
    public async Task A_second_process_on_the_same_file_is_told_who_has_it()
    {
        using var first = await SampleProcess.StartAsync(Log);
        var (exitCode, output) = await SampleProcess.RunAsync([.. Log, "--walkthrough"]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("is written by process", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

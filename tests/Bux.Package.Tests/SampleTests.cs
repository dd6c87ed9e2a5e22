using Bux.Kafka.Broker;

namespace Bux.Package;

/// <summary>The KYC sample as a native program.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_sample_is_published_without_a_warning_and_plays_its_story_on_both_logs()
    {
        NativeTools.SkipIfMissing();
        var home = Directory.CreateTempSubdirectory("bux-native-");
        try
        {
            var source = Path.Combine(PackedFeed.Root, "samples", "Kyc");
            (await Shell.RunAsync(source, "dotnet", "publish", "-c", "Release", "-v", "quiet", "-warnaserror", "-o", home.FullName)).Succeeded();
            var program = Path.Combine(home.FullName, "Kyc");

            Assert.Contains("The story went as it should.", await TellAsync(program, "--data", Path.Combine(home.FullName, "kyc.db")), StringComparison.Ordinal);
            var found = await BrokerSearch.FindAsync();
            await using var broker = found.Broker;
            if (broker is null) Assert.Skip("The native sample ran on the embedded log. " + found.Reason);
            Assert.Contains("The story went as it should.", await TellAsync(program, "--kafka", broker.Bootstrap), StringComparison.Ordinal);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<string> TellAsync(string program, params string[] log) => (await Shell.RunAsync(
        Path.GetDirectoryName(program)!, program, ["--walkthrough", "--environment", "Development", .. log])).Succeeded().Output;
}

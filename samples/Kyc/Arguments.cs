namespace Kyc;

/// <summary>The command line.</summary>
internal sealed record Arguments(string? Kafka, string Data, string Urls, bool Walkthrough, string[] Rest, string? Problem)
{
    /// <summary>A body to open an account with.</summary>
    public const string Example =
        """{"accountId":"A-1","details":{"fullName":"Ada Lovelace","dateOfBirth":"1815-12-10","address":{"street":"12 St James Square","city":"London","country":"GB"}}}""";

    private const string Usage = "Usage: Kyc [--kafka HOST:PORT] [--data FILE] [--urls URL] [--walkthrough]";

    /// <summary>What carries the service.</summary>
    public string Log => Kafka is null ? $"the embedded log {Data}" : $"Kafka at {Kafka}";

    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments(null, "data/kyc.db", "http://127.0.0.1:5080", false, [], null);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--walkthrough":
                    parsed = parsed with { Walkthrough = true };
                    break;
                case "--kafka" when i + 1 < args.Length:
                    parsed = parsed with { Kafka = args[++i] };
                    break;
                case "--data" when i + 1 < args.Length:
                    parsed = parsed with { Data = args[++i] };
                    break;
                case "--urls" when i + 1 < args.Length:
                    parsed = parsed with { Urls = args[++i] };
                    break;
                case "--kafka" or "--data" or "--urls":
                    return parsed with { Problem = $"{args[i]} needs a value. {Usage}" };
                default:
                    // ASP.NET's own settings, such as --environment, pass through.
                    parsed = parsed with { Rest = [.. parsed.Rest, args[i]] };
                    break;
            }
        }

        return parsed;
    }
}

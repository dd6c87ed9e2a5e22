using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bux.Kafka.Broker;

/// <summary>
/// A broker of one's own, started with <c>java</c> from a distribution's <c>libs</c> folder, with its data in a temporary folder. It can
/// be killed and brought back with its data.
/// </summary>
public sealed class BrokerProcess : TestBroker
{
    /// <summary>The partitions of <c>__consumer_offsets</c>.</summary>
    public const int OffsetsPartitions = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _home;
    private readonly string _folder;
    private readonly int _port;
    private Process? _process;

    private BrokerProcess(string home)
    {
        _home = Path.GetFullPath(home);
        _folder = Directory.CreateTempSubdirectory("bux-kafka-").FullName;
        _port = FreePort();
        AppDomain.CurrentDomain.ProcessExit += EndWithProcess;
    }

    /// <inheritdoc/>
    public override string Bootstrap => $"127.0.0.1:{_port}";

    /// <inheritdoc/>
    public override string Description => $"a broker of its own at {Bootstrap}, started from {_home}";

    /// <summary>Formats a folder, starts a broker on it and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It does not start; the message has the end of its output.</exception>
    public static async Task<BrokerProcess> StartAsync(string home)
    {
        if (!Directory.Exists(Path.Combine(home, "libs")))
            throw new InvalidOperationException($"{home} is no Kafka distribution: it has no folder libs.");
        var broker = new BrokerProcess(home);
        try
        {
            broker.WriteSettings(FreePort());
            await broker.FormatAsync().ConfigureAwait(false);
            broker.Restart();
            return broker;
        }
        catch
        {
            await broker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the broker at once, as a crash does.</summary>
    public void Kill()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it again with its data, and waits until it answers.</summary>
    public void Restart()
    {
        Kill();
        _process = Process.Start(Java(Log, ["-Xms256m", "-Xmx512m", "-XX:+UseG1GC"], "kafka.Kafka", Settings))!;
        if (!Answers(Bootstrap, Patience, () => !_process.HasExited)) throw Failed("does not answer");
    }

    /// <summary>Aborts what is open in a partition, as an operator does with <c>kafka-transactions.sh</c>; how many it was.</summary>
    public async Task<int> AbortOpenTransactionsAsync(string topic, int partition)
    {
        string[] place = ["--topic", topic, "--partition", $"{partition}"];
        var described = await TransactionsAsync(["describe-producers", .. place]).ConfigureAwait(false);
        var starts = described.Skip(1)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 0 && columns[^1] != "None")
            .Select(columns => columns[^1])
            .ToArray();
        foreach (var start in starts) await TransactionsAsync(["abort", .. place, "--start-offset", start]).ConfigureAwait(false);
        return starts.Length;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithProcess;
        Kill();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string Settings => Path.Combine(_folder, "server.properties");

    private string Log => Path.Combine(_folder, "broker.log");

    private void EndWithProcess(object? sender, EventArgs e)
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private void WriteSettings(int controllerPort)
    {
        File.WriteAllText(Settings, $"""
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:{controllerPort}
            controller.listener.names=CONTROLLER
            listeners=PLAINTEXT://127.0.0.1:{_port},CONTROLLER://127.0.0.1:{controllerPort}
            advertised.listeners=PLAINTEXT://127.0.0.1:{_port}
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            inter.broker.listener.name=PLAINTEXT
            log.dirs={_folder}/data
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions={OffsetsPartitions}
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            default.replication.factor=1
            min.insync.replicas=1
            num.partitions=4
            group.initial.rebalance.delay.ms=0
            group.min.session.timeout.ms=1000
            auto.create.topics.enable=false
            transaction.max.timeout.ms=900000
            log.retention.hours=-1
            log.cleaner.backoff.ms=1000
            num.network.threads=2
            num.io.threads=4
            """);
        File.WriteAllText(Path.Combine(_folder, "log4j2.yaml"), """
            Configuration:
              status: WARN
              Appenders:
                Console:
                  name: STDOUT
                  PatternLayout: { pattern: "[%d] %p %m (%c)%n" }
              Loggers:
                Root:
                  level: WARN
                  AppenderRef: { ref: STDOUT }
            """);
    }

    private async Task FormatAsync()
    {
        var id = Convert.ToBase64String(Guid.NewGuid().ToByteArray())[..22].Replace('+', 'a').Replace('/', 'b');
        var log = Path.Combine(_folder, "format.log");
        using var format = Process.Start(Java(log, ["-XX:TieredStopAtLevel=1"], "kafka.tools.StorageTool", "format", "-t", id, "-c", Settings))!;
        await format.WaitForExitAsync().ConfigureAwait(false);
        if (format.ExitCode != 0) throw Failed("cannot format its folder: " + File.ReadAllText(log));
    }

    private async Task<string[]> TransactionsAsync(string[] arguments)
    {
        const string Tool = "org.apache.kafka.tools.TransactionsCommand";
        var log = Path.Combine(_folder, "transactions.log");
        using var tool = Process.Start(Java(log, ["-XX:TieredStopAtLevel=1"], [Tool, "--bootstrap-server", Bootstrap, .. arguments]))!;
        await tool.WaitForExitAsync().ConfigureAwait(false);
        var output = await File.ReadAllLinesAsync(log).ConfigureAwait(false);
        return tool.ExitCode == 0 ? output : throw new InvalidOperationException(string.Join(Environment.NewLine, output));
    }

    /// <summary>Java through a shell, which sends the output to a file and then becomes Java: the process id is the broker's own.</summary>
    private ProcessStartInfo Java(string log, string[] machine, params string[] program)
    {
        var java = Environment.GetEnvironmentVariable("JAVA_HOME") is { Length: > 0 } javaHome ? Path.Combine(javaHome, "bin", "java") : "java";
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        string[] arguments =
        [
            "-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "sh", log, java, "-XX:-UsePerfData",
            $"-Dlog4j2.configurationFile={_folder}/log4j2.yaml", .. machine, "-cp", Path.Combine(_home, "libs", "*"), .. program,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    private InvalidOperationException Failed(string how)
    {
        var output = File.Exists(Log) ? string.Join(Environment.NewLine, File.ReadLines(Log).TakeLast(20)) : "";
        return new InvalidOperationException($"The broker started from {_home} {how}. {output}");
    }

    /// <summary>A port that nothing uses, below the range that outgoing connections take.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}

using System.Text;
using Bux.Log;
using Bux.Seam;
using Bux.Wire;

namespace Bux.Simulation;

/// <summary>Commands of every kind, sound and broken, drawn from the seed; a part of them are repeats of earlier ones.</summary>
internal sealed class Story(SimulatedLog log, Random dice, ContractRegistry contracts)
{
    public const string Replies = "replies.simulation";

    private static readonly string[] Keys = ["a", "b", "c", "dé", "e"];
    private readonly List<OutputRecord> _told = [];
    private readonly JsonWriter _json = new();

    /// <summary>Appends the next command.</summary>
    public void Tell()
    {
        log.Pass(TimeSpan.FromMilliseconds(dice.Next(20)));
        if (dice.Next(300) == 0) log.Pass(TimeSpan.FromMinutes(50));
        var record = _told.Count > 0 && dice.Next(4) == 0 ? _told[dice.Next(_told.Count)] : dice.Next(8) == 0 ? Broken() : Sound(Draw());
        _told.Add(record);
        log.Append(record, stamped: true);
    }

    private object Draw()
    {
        var key = Keys[dice.Next(Keys.Length)];
        return dice.Next(10) switch
        {
            0 or 1 => new OpenLedger(key, dice.Next(100)),
            2 => new LookAt(key),
            3 => dice.Next(5) == 0 ? new CloseLedger(key) : new LookAt(key),
            4 => new BreakLedger(key),
            _ => new Move(key, dice.Next(-50, 50)),
        };
    }

    private OutputRecord Sound(object command)
    {
        var contract = contracts.Command(command.GetType())!;
        contract.Write(_json.Restart(), command);
        return Record(contract.KeyOf(command), contract.Name, _json.ToArray());
    }

    private OutputRecord Record(string key, string name, byte[]? body)
    {
        var keyBytes = StrictUtf8.GetBytes(key);
        return new OutputRecord(Home(keyBytes), log.Now, keyBytes, body, [new LogHeader(HeaderNames.Bux, Header(name, new ReplyAddress(Replies, 0)))]);
    }

    private OutputRecord Broken()
    {
        var sound = Sound(new Move(Keys[dice.Next(Keys.Length)], 7));
        return dice.Next(10) switch
        {
            0 => sound with { Value = null },
            1 => sound with { Key = null },
            2 => sound with { Headers = [] },
            3 => sound with { Headers = [new LogHeader(HeaderNames.Bux, "1;command;;;"u8.ToArray())] },
            4 => Record("a", "no-such-command", "{}"u8.ToArray()),
            5 => sound with { Value = "{\"id\":\"a\",\"amou"u8.ToArray() },
            6 => Record("a", "move", "{\"id\":\"a\"}"u8.ToArray()),
            7 => Record("a", "move", Encoding.UTF8.GetBytes("{\"id\":\"b\",\"amount\":1}")),
            8 => sound with { Headers = [new LogHeader(HeaderNames.Bux, Header("move", new ReplyAddress("ledger.events", 0)))] },
            _ => sound with { Target = sound.Target with { Partition = (sound.Target.Partition + 1) % log.Topics.Partitions } },
        };
    }

    private byte[] Header(string name, ReplyAddress address)
    {
        Span<byte> id = stackalloc byte[16];
        dice.NextBytes(id);
        return new CommandHeader(name, new Guid(id), log.Now, address).Write(new HeaderLineWriter());
    }

    private LogPartition Home(byte[] key) => new(log.Topics.Commands, KeyPartitioner.PartitionOf(key, log.Topics.Partitions));
}

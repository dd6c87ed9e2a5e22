using System.Text;
using Bux.Wire;

namespace Bux.Runtime.Wire;

public sealed class HeaderTests
{
    private static readonly Guid Id = Guid.Parse("0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11");
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    [Fact]
    public void A_command_header_reads_as_the_wire_format_says()
    {
        var line = new CommandHeader("close-broker-account", Id, Time, new ReplyAddress("replies.me", 3)).Write(new HeaderLineWriter());

        Assert.Equal($"1;command;close-broker-account;{Id};1700000000123;replies.me;3", Encoding.UTF8.GetString(line));
        Assert.True(CommandHeader.TryRead(line, out var read, out _));
        Assert.Equal(new CommandHeader("close-broker-account", Id, Time, new ReplyAddress("replies.me", 3)), read);
    }

    [Fact]
    public void A_mark_reads_as_the_wire_format_says()
    {
        var line = new FilledHeader("4f0c", 7).Write(new HeaderLineWriter());

        Assert.Equal("1;filled;4f0c;7", Encoding.UTF8.GetString(line));
        Assert.True(FilledHeader.TryRead(line, out var read));
        Assert.Equal(new FilledHeader("4f0c", 7), read);
        Assert.False(FilledHeader.TryRead("1;filled;;7"u8, out _));
    }

    [Theory]
    [InlineData("1;command;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5", true)]
    [InlineData("1;command;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5;;", true)]
    [InlineData("1;command;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5;replies.a;0;a field of a later version", true)]
    [InlineData("2;command;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5", false)]
    [InlineData("1;event;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5", false)]
    [InlineData("1;command;;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5", false)]
    [InlineData("1;command;x;no-uuid;5", false)]
    [InlineData("1;command;x;00000000-0000-0000-0000-000000000000;5", false)]
    [InlineData("1;command;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;yesterday", false)]
    [InlineData("1;command;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;-1", false)]
    [InlineData("1;command;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;99999999999999999", false)]
    [InlineData("1;command;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5;replies.a", false)]
    [InlineData("1;command;x;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5;replies.a;99999999999", false)]
    [InlineData("1;command;%zz;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5", false)]
    [InlineData("1;command;%4;0b5e1f6a-58a5-4a0e-9d0a-3f6f0e8a7c11;5", false)]
    [InlineData("", false)]
    public void A_command_header_is_taken_or_refused(string line, bool taken) =>
        Assert.Equal(taken, CommandHeader.TryRead(Encoding.UTF8.GetBytes(line), out _, out _));

    [Theory]
    [InlineData("a;b%c\n\0d")]
    [InlineData("ünïcödé 🎈")]
    [InlineData(";;;%%%")]
    public void Whatever_a_field_holds_comes_back(string text)
    {
        var letter = new DeadLetterHeader(text, "t", 1, 2, Time, text + text).Write(new HeaderLineWriter());
        Assert.True(DeadLetterHeader.TryRead(letter, out var read));
        Assert.Equal((text, text + text), (read.Reason, read.Detail));

        var state = new StateHeader("f", 1, 2, Id, Encoding.UTF8.GetBytes(text)).Write(new HeaderLineWriter());
        Assert.True(StateHeader.TryRead(state, out var stored));
        Assert.Equal(text, Encoding.UTF8.GetString(stored.Response!));
    }

    [Fact]
    public void A_long_detail_is_cut_between_characters()
    {
        var letter = new DeadLetterHeader("r", "t", 1, 2, Time, string.Concat(Enumerable.Repeat("🎈", 5_000))).Write(new HeaderLineWriter());
        Assert.True(DeadLetterHeader.TryRead(letter, out var read));
        Assert.EndsWith("🎈…", read.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_from_anywhere_are_refused_without_an_exception()
    {
        var dice = new Random(4711);
        var sound = new CommandHeader("name", Id, Time, new ReplyAddress("replies.a", 0)).Write(new HeaderLineWriter());
        for (var round = 0; round < 200_000; round++)
        {
            var bytes = round % 2 == 0 ? new byte[dice.Next(80)] : (byte[])sound.Clone();
            if (round % 2 == 0) dice.NextBytes(bytes);
            else bytes[dice.Next(bytes.Length)] = (byte)dice.Next(256);
            CommandHeader.TryRead(bytes, out _, out _);
            EventHeader.TryRead(bytes, out _);
            StateHeader.TryRead(bytes, out _);
            ReplyHeader.TryRead(bytes, out _);
        }
    }
}

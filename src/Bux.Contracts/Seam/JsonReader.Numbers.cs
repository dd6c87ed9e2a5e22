using System.Buffers.Text;
using System.Globalization;
using System.Numerics;

namespace Bux.Seam;

/// <content>Booleans and numbers.</content>
public ref partial struct JsonReader
{
    /// <summary>Reads a boolean.</summary>
    public bool Boolean()
    {
        var first = Peek();
        if (first is not ('t' or 'f')) throw Unexpected("A boolean");
        Literal(first == 't' ? "true"u8 : "false"u8);
        return first == 't';
    }

    /// <summary>Reads a number without fraction or exponent.</summary>
    public byte Byte() => (byte)Unsigned(byte.MaxValue, nameof(System.Byte));

    /// <summary>Reads a number without fraction or exponent.</summary>
    public sbyte SByte() => (sbyte)Signed(sbyte.MaxValue, nameof(System.SByte));

    /// <summary>Reads a number without fraction or exponent.</summary>
    public short Int16() => (short)Signed(short.MaxValue, nameof(System.Int16));

    /// <summary>Reads a number without fraction or exponent.</summary>
    public ushort UInt16() => (ushort)Unsigned(ushort.MaxValue, nameof(System.UInt16));

    /// <summary>Reads a number without fraction or exponent.</summary>
    public int Int32() => (int)Signed(int.MaxValue, nameof(System.Int32));

    /// <summary>Reads a number without fraction or exponent.</summary>
    public uint UInt32() => (uint)Unsigned(uint.MaxValue, nameof(System.UInt32));

    /// <summary>Reads a number without fraction or exponent.</summary>
    public long Int64() => Signed(long.MaxValue, nameof(System.Int64));

    /// <summary>Reads a number without fraction or exponent.</summary>
    public ulong UInt64() => Unsigned(ulong.MaxValue, nameof(System.UInt64));

    /// <summary>Reads a number without fraction or exponent.</summary>
    public Int128 Int128() => Parse<Int128>(NumberStyles.AllowLeadingSign);

    /// <summary>Reads a number without fraction or exponent.</summary>
    public UInt128 UInt128() => Parse<UInt128>(NumberStyles.None);

    /// <summary>Reads a number.</summary>
    public Half Half() => Finite(Parse<Half>(NumberStyles.Float));

    /// <summary>Reads a number.</summary>
    public float Single() => Finite(Parse<float>(NumberStyles.Float));

    /// <summary>Reads a number.</summary>
    public double Double() => Finite(Parse<double>(NumberStyles.Float));

    /// <summary>Reads a number.</summary>
    public decimal Decimal()
    {
        var number = Number();
        return Utf8Parser.TryParse(number, out decimal value, out var count) && count == number.Length
            ? value : throw Unfit(nameof(System.Decimal));
    }

    private static WireFormatException Unfit(string type) => new($"The number is no {type}, or too large for one.");

    private static T Finite<T>(T value) where T : IFloatingPoint<T> => T.IsFinite(value) ? value : throw Unfit(typeof(T).Name);

    private T Parse<T>(NumberStyles style) where T : INumberBase<T> =>
        T.TryParse(Number(), style, CultureInfo.InvariantCulture, out var value) ? value : throw Unfit(typeof(T).Name);

    private long Signed(long maximum, string type)
    {
        var negative = Peek() == '-';
        if (negative) _position++;
        var magnitude = Magnitude(type);
        if (magnitude > (ulong)maximum + (negative ? 1UL : 0UL)) throw Unfit(type);
        return negative ? unchecked((long)(0UL - magnitude)) : (long)magnitude;
    }

    private ulong Unsigned(ulong maximum, string type)
    {
        if (Peek() == '-') throw Unfit(type);
        var magnitude = Magnitude(type);
        return magnitude <= maximum ? magnitude : throw Unfit(type);
    }

    /// <summary>Reads digits without sign, fraction or exponent.</summary>
    private ulong Magnitude(string type)
    {
        var json = _json;
        var start = _position;
        var at = start;
        ulong value = 0;
        while ((uint)at < (uint)json.Length && json[at] - '0' is >= 0 and <= 9 and var digit)
        {
            value = unchecked(value * 10 + (ulong)digit);
            at++;
        }

        if (at == start) throw Unexpected("A number");
        if (json[start] == '0' && at > start + 1) throw Broken();
        if ((uint)at < (uint)json.Length && json[at] is (byte)'.' or (byte)'e' or (byte)'E') throw Unfit(type);
        // Nineteen digits always fit.
        if (at - start > 19 && !Utf8Parser.TryParse(json[start..at], out value, out _)) throw Unfit(type);
        _position = at;
        return value;
    }

    /// <summary>Reads a number's text: a sign, digits, a fraction, an exponent.</summary>
    private ReadOnlySpan<byte> Number()
    {
        var start = Peek() == '-' ? _position + 1 : _position;
        var at = Digits(start);
        if (at == start) throw Unexpected("A number");
        if (_json[start] == '0' && at > start + 1) throw Broken();
        if ((uint)at < (uint)_json.Length && _json[at] == '.') at = SomeDigits(at + 1);
        if ((uint)at < (uint)_json.Length && _json[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if ((uint)at < (uint)_json.Length && _json[at] is (byte)'+' or (byte)'-') at++;
            at = SomeDigits(at);
        }

        var number = _json[_position..at];
        _position = at;
        return number;
    }

    private readonly int SomeDigits(int start)
    {
        var end = Digits(start);
        return end > start ? end : throw Broken();
    }

    private readonly int Digits(int at)
    {
        while ((uint)at < (uint)_json.Length && char.IsAsciiDigit((char)_json[at])) at++;
        return at;
    }
}

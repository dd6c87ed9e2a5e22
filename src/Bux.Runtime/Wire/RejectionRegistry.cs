using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Bux.Seam;

namespace Bux.Wire;

/// <summary>The rejections that a host knows, by code and by type.</summary>
internal sealed class RejectionRegistry
{
    private readonly FrozenDictionary<string, RejectionContract> _byCode;
    private readonly FrozenDictionary<Type, RejectionContract> _byType;

    /// <summary>Takes in the contracts, and those of Bux itself.</summary>
    /// <exception cref="InvalidOperationException">Two rejections have the same code.</exception>
    public RejectionRegistry(IEnumerable<RejectionContract> contracts)
    {
        var byCode = new Dictionary<string, RejectionContract>(StringComparer.Ordinal);
        foreach (var contract in contracts.Concat(StandardRejections.All))
        {
            if (byCode.TryAdd(contract.Code, contract) || byCode[contract.Code].RejectionType == contract.RejectionType) continue;
            throw new InvalidOperationException(
                $"{contract.RejectionType} and {byCode[contract.Code].RejectionType} have the same code '{contract.Code}'. Give one of them another.");
        }

        _byCode = byCode.ToFrozenDictionary(StringComparer.Ordinal);
        _byType = byCode.Values.ToFrozenDictionary(contract => contract.RejectionType);
    }

    /// <summary>Writes a rejection; one that is not registered with code and message alone.</summary>
    public void Write(JsonWriter writer, Rejection rejection)
    {
        if (_byType.TryGetValue(rejection.GetType(), out var contract))
        {
            contract.Write(writer, rejection);
            return;
        }

        CodedMessage.Write(writer, rejection.Code, rejection.Message);
    }

    /// <summary>Reads a rejection; one of an unknown code or shape arrives as an <see cref="UnknownRejection"/>.</summary>
    /// <exception cref="WireFormatException">The document is no JSON object with code and message.</exception>
    public Rejection Read(byte[] document)
    {
        var (code, message) = CodedMessage.Read(document);
        if (!_byCode.TryGetValue(code, out var contract)) return new UnknownRejection(code, message, document);
        try
        {
            return contract.Read(document);
        }
        catch (WireFormatException)
        {
            // A service of another release gave this code other members: the caller still learns code, message and raw members.
            return new UnknownRejection(code, message, document);
        }
    }
}

/// <summary>A fault's JSON.</summary>
internal static class FaultBody
{
    public static void Write(JsonWriter writer, Fault fault) => CodedMessage.Write(writer, fault.Code, fault.Message);

    /// <summary>Reads a fault.</summary>
    /// <exception cref="WireFormatException">The document is no JSON object with code and message.</exception>
    public static Fault Read(byte[] document)
    {
        var (code, message) = CodedMessage.Read(document);
        return new Fault(code, message);
    }
}

/// <summary>What rejections and faults have in common.</summary>
internal static class CodedMessage
{
    public static void Write(JsonWriter writer, string code, string message)
    {
        writer.BeginObject();
        writer.Name("\"code\":"u8);
        writer.String(code);
        writer.Name("\"message\":"u8);
        writer.String(message);
        writer.EndObject();
    }

    public static (string Code, string Message) Read(byte[] document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return (json.RootElement.GetProperty("code"u8).GetString()!, json.RootElement.GetProperty("message"u8).GetString()!);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new WireFormatException(
                "The reply has no 'code' and 'message': " + Encoding.UTF8.GetString(document.AsSpan(0, Math.Min(200, document.Length))));
        }
    }
}

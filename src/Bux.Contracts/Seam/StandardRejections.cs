using System.Text.Json;

namespace Bux.Seam;

/// <summary>The contracts of the rejections that Bux itself gives.</summary>
public static class StandardRejections
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RejectionContract> All { get; } =
    [
        new RejectionContract<EntityNotFound>(StandardCodes.EntityNotFound, new Codec<EntityNotFound>(
            (writer, rejection) => writer.WriteString("key"u8, rejection.Key),
            members => new EntityNotFound(Text(members, "key")))),
        new RejectionContract<EntityAlreadyExists>(StandardCodes.EntityAlreadyExists, new Codec<EntityAlreadyExists>(
            (writer, rejection) =>
            {
                writer.WriteString("key"u8, rejection.Key);
                writer.WriteNumber("version"u8, rejection.Version);
            },
            members => new EntityAlreadyExists(Text(members, "key"), Member(members, "version").GetInt64()))),
        new RejectionContract<AlreadyHandled>(StandardCodes.AlreadyHandled, new Codec<AlreadyHandled>(
            (writer, rejection) =>
            {
                writer.WriteString("commandId"u8, rejection.CommandId);
                writer.WriteNumber("version"u8, rejection.Version);
            },
            members => new AlreadyHandled(Member(members, "commandId").GetGuid(), Member(members, "version").GetInt64()))),
        new RejectionContract<Expired>(StandardCodes.Expired, new Codec<Expired>(
            (writer, rejection) =>
            {
                writer.WriteString("commandId"u8, rejection.CommandId);
                writer.WriteString("issuedAt"u8, rejection.IssuedAt);
                writer.WriteString("handledAt"u8, rejection.HandledAt);
            },
            members => new Expired(
                Member(members, "commandId").GetGuid(),
                Member(members, "issuedAt").GetDateTimeOffset(),
                Member(members, "handledAt").GetDateTimeOffset()))),
    ];

    private static JsonElement Member(JsonElement members, string name) =>
        members.TryGetProperty(name, out var member) ? member : throw new WireFormatException($"The member '{name}' is missing.");

    private static string Text(JsonElement members, string name) =>
        Member(members, name).GetString() ?? throw new WireFormatException($"The member '{name}' is null.");

    private sealed class Codec<T>(Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read) : JsonCodec<T> where T : Rejection
    {
        public override void Write(Utf8JsonWriter writer, T value)
        {
            writer.WriteStartObject();
            writer.WriteString("code"u8, value.Code);
            writer.WriteString("message"u8, value.Message);
            write(writer, value);
            writer.WriteEndObject();
        }

        public override T Read(ref Utf8JsonReader reader)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new WireFormatException("A rejection is an object.");
            return read(document.RootElement);
        }
    }
}

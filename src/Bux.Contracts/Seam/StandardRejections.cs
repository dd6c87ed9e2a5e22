namespace Bux.Seam;

/// <summary>The contracts of the rejections that Bux itself gives.</summary>
public static class StandardRejections
{
    private static readonly JsonNames Members = new("code", "message", "key", "version", "commandId", "issuedAt", "handledAt");

    private delegate void WriteMembers<in T>(JsonWriter writer, T rejection);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RejectionContract> All { get; } =
    [
        new RejectionContract<EntityNotFound>(StandardCodes.EntityNotFound, new Codec<EntityNotFound>(
            static (writer, rejection) => Key(writer, rejection.Key),
            static given => new EntityNotFound(given.NeededKey))),
        new RejectionContract<EntityAlreadyExists>(StandardCodes.EntityAlreadyExists, new Codec<EntityAlreadyExists>(
            static (writer, rejection) =>
            {
                Key(writer, rejection.Key);
                Version(writer, rejection.Version);
            },
            static given => new EntityAlreadyExists(given.NeededKey, given.NeededVersion))),
        new RejectionContract<AlreadyHandled>(StandardCodes.AlreadyHandled, new Codec<AlreadyHandled>(
            static (writer, rejection) =>
            {
                CommandId(writer, rejection.CommandId);
                Version(writer, rejection.Version);
            },
            static given => new AlreadyHandled(given.NeededCommandId, given.NeededVersion))),
        new RejectionContract<Expired>(StandardCodes.Expired, new Codec<Expired>(
            static (writer, rejection) =>
            {
                CommandId(writer, rejection.CommandId);
                writer.Name("\"issuedAt\":"u8);
                writer.DateTimeOffset(rejection.IssuedAt);
                writer.Name("\"handledAt\":"u8);
                writer.DateTimeOffset(rejection.HandledAt);
            },
            static given => new Expired(
                given.NeededCommandId, given.IssuedAt ?? throw JsonMembers.Missing("issuedAt"), given.HandledAt ?? throw JsonMembers.Missing("handledAt")))),
    ];

    private static void Key(JsonWriter writer, string key)
    {
        writer.Name("\"key\":"u8);
        writer.String(key);
    }

    private static void Version(JsonWriter writer, long version)
    {
        writer.Name("\"version\":"u8);
        writer.Int64(version);
    }

    private static void CommandId(JsonWriter writer, Guid id)
    {
        writer.Name("\"commandId\":"u8);
        writer.Guid(id);
    }

    /// <summary>What the document of a standard rejection can hold.</summary>
    private sealed class Given
    {
        public string? Key { get; set; }

        public long? Version { get; set; }

        public Guid? CommandId { get; set; }

        public DateTimeOffset? IssuedAt { get; set; }

        public DateTimeOffset? HandledAt { get; set; }

        public string NeededKey => Key ?? throw JsonMembers.Missing("key");

        public long NeededVersion => Version ?? throw JsonMembers.Missing("version");

        public Guid NeededCommandId => CommandId ?? throw JsonMembers.Missing("commandId");
    }

    private sealed class Codec<T>(WriteMembers<T> write, Func<Given, T> make) : JsonCodec<T> where T : Rejection
    {
        public override void Write(JsonWriter writer, T value)
        {
            writer.BeginObject();
            writer.Name("\"code\":"u8);
            writer.String(value.Code);
            writer.Name("\"message\":"u8);
            writer.String(value.Message);
            write(writer, value);
            writer.EndObject();
        }

        public override T Read(ref JsonReader reader)
        {
            var given = new Given();
            var member = -1;
            reader.BeginObject();
            while (reader.Next(Members, ref member))
            {
                switch (member)
                {
                    case 2: given.Key = reader.String(); break;
                    case 3: given.Version = reader.Int64(); break;
                    case 4: given.CommandId = reader.Guid(); break;
                    case 5: given.IssuedAt = reader.DateTimeOffset(); break;
                    case 6: given.HandledAt = reader.DateTimeOffset(); break;
                    default: reader.Skip(); break;
                }
            }

            return make(given);
        }
    }
}

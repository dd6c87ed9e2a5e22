using System.Buffers.Binary;

namespace Bux.Wire;

/// <summary>
/// The partition of a key, as Kafka's Java clients choose it: Murmur2 of the key's bytes, its sign bit cleared, modulo the number of
/// partitions (<c>org.apache.kafka.common.utils.Utils.murmur2</c>; librdkafka's <c>murmur2</c>).
/// </summary>
internal static class KeyPartitioner
{
    private const uint M = 0x5BD1E995;
    private const int R = 24;
    private const uint Seed = 0x9747B28C;

    /// <summary>The partition of a key.</summary>
    public static int PartitionOf(ReadOnlySpan<byte> key, int partitions) => (int)(Murmur2(key) & 0x7FFF_FFFF) % partitions;

    private static uint Murmur2(ReadOnlySpan<byte> data)
    {
        var hash = Seed ^ (uint)data.Length;
        for (; data.Length >= 4; data = data[4..])
        {
            var block = BinaryPrimitives.ReadUInt32LittleEndian(data) * M;
            block = (block ^ (block >> R)) * M;
            hash = (hash * M) ^ block;
        }

        if (data.Length == 3) hash ^= (uint)data[2] << 16;
        if (data.Length >= 2) hash ^= (uint)data[1] << 8;
        if (data.Length >= 1) hash = (hash ^ data[0]) * M;

        hash = (hash ^ (hash >> 13)) * M;
        return hash ^ (hash >> 15);
    }
}

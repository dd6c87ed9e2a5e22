using System.Text;
using Bux.Wire;

namespace Bux.Runtime.Wire;

public sealed class KeyPartitionerTests
{
    /// <summary>The values of Kafka's own test of <c>Utils.murmur2</c>.</summary>
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void A_key_goes_where_Java_clients_send_it(string key, int murmur)
    {
        foreach (var partitions in (int[])[1, 4, 8, 50, int.MaxValue])
        {
            Assert.Equal((murmur & 0x7FFF_FFFF) % partitions, KeyPartitioner.PartitionOf(Encoding.UTF8.GetBytes(key), partitions));
        }
    }
}

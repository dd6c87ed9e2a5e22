using Bux.Log;

namespace Bux.InMemory;

public sealed class InMemoryLogContract : EmbeddedLogContract
{
    protected override ILogStore CreateStore(TimeProvider time, BatchLimits? limits = null, int? maximumRecordBytes = null) =>
        new InMemoryLogStore(time, limits, maximumRecordBytes ?? 1024 * 1024);

    protected override long DroppedReplies(ILogStore store) => ((InMemoryLogStore)store).DroppedReplies;
}

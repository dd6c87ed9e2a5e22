using Bux.Log;

namespace Bux.Sqlite;

public sealed class SqliteLogContract : EmbeddedLogContract
{
    private readonly List<TemporaryFile> _files = [];

    protected override ILogStore CreateStore(TimeProvider time, BatchLimits? limits = null, int? maximumRecordBytes = null)
    {
        var file = new TemporaryFile();
        _files.Add(file);
        var options = new SqliteOptions
        {
            Path = file.Path,
            Limits = limits ?? new BatchLimits(),
            MaximumRecordBytes = maximumRecordBytes ?? 1024 * 1024,
        };
        return new SqliteLogStore(options, time);
    }

    protected override long DroppedReplies(ILogStore store) => ((SqliteLogStore)store).DroppedReplies;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var file in _files) file.Dispose();
    }
}

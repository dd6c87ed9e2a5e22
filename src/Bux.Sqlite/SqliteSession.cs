using Bux.Log;
using Microsoft.Data.Sqlite;

namespace Bux.Sqlite;

/// <summary>One connection with its prepared statements. Whatever SQLite reports becomes a <see cref="LogUnavailableException"/>.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int SchemaVersion = 1;

    // A record's latest is the latest time of its partition up to it; superseded are records of compacted topics that wait for their lag.
    private static readonly string Schema =
        $"""
        CREATE TABLE topics (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, partitions INTEGER NOT NULL, stamped INTEGER NOT NULL,
            compacted INTEGER NOT NULL, retention INTEGER, lag INTEGER NOT NULL);
        CREATE TABLE records (
            topic INTEGER NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
            timestamp INTEGER NOT NULL, latest INTEGER NOT NULL, key BLOB, value BLOB, headers BLOB NOT NULL, PRIMARY KEY (topic, partition, offset)) WITHOUT ROWID;
        CREATE TABLE newest (
            topic INTEGER NOT NULL, partition INTEGER NOT NULL, key BLOB NOT NULL, offset INTEGER NOT NULL,
            PRIMARY KEY (topic, partition, key)) WITHOUT ROWID;
        CREATE TABLE superseded (
            due INTEGER NOT NULL, topic INTEGER NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
            PRIMARY KEY (due, topic, partition, offset)) WITHOUT ROWID;
        CREATE TABLE positions (
            groupname TEXT NOT NULL, topic INTEGER NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
            PRIMARY KEY (groupname, topic, partition)) WITHOUT ROWID;
        PRAGMA user_version = {SchemaVersion};
        """;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    public SqliteSession(SqliteOptions options)
    {
        _path = options.Path;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            Mode = options.ReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        }.ToString());
        try
        {
            Guard(_connection.Open);
            if (!options.ReadOnly)
            {
                Execute("PRAGMA journal_mode = WAL");
                Execute(options.SynchronousFull ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
                if (options.MaximumPages is { } pages) Execute($"PRAGMA max_page_count = {pages}");
            }

            Prepare(options.ReadOnly);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Does all of it or nothing.</summary>
    public void Transact(Action work) => Guard(() =>
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        _transaction = transaction;
        try
        {
            work();
            transaction.Commit();
        }
        finally
        {
            _transaction = null;
        }
    });

    /// <summary>Runs a statement; how many rows it changed.</summary>
    public int Execute(string sql, params (string Name, object? Value)[] parameters) =>
        Guard(() => Command(sql, parameters).ExecuteNonQuery());

    /// <summary>A number, or null.</summary>
    public long? Scalar(string sql, params (string Name, object? Value)[] parameters) =>
        Guard(() => Command(sql, parameters).ExecuteScalar() as long?);

    /// <summary>The rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters) =>
        QueryUntil(sql, read, _ => false, parameters);

    /// <summary>The rows up to and with the one that is enough.</summary>
    public List<T> QueryUntil<T>(
        string sql, Func<SqliteDataReader, T> read, Func<T, bool> enough, params (string Name, object? Value)[] parameters) => Guard(() =>
    {
        var rows = new List<T>();
        using var reader = Command(sql, parameters).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
            if (enough(rows[^1])) break;
        }

        return rows;
    });

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _connection.Dispose();
    }

    private void Prepare(bool readOnly)
    {
        var version = Scalar("PRAGMA user_version") ?? 0;
        if (version > SchemaVersion)
        {
            throw new LogNotReadyException(
            [
                $"The file {_path} has the schema {version}, and this Bux.Sqlite knows {SchemaVersion}: a newer release wrote it. "
                + "Use that release, or another file.",
            ]);
        }

        if (version == SchemaVersion) return;
        if (readOnly) throw new LogNotReadyException([$"The file {_path} holds no log yet: let a service write it first."]);
        Transact(() => Execute(Schema));
    }

    private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _commands[sql] = command;
        }

        command.Transaction = _transaction;
        for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i].Value;
        return command;
    }

    private void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw new LogUnavailableException(
                $"SQLite cannot use {_path}: {error.Message} Look at the disk's space, the file's rights and its integrity.", error);
        }
    }
}

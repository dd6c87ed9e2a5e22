using Bux;
using Bux.Hosting;
using Kyc;

var arguments = Arguments.Parse(args);
if (arguments.Problem is { } problem)
{
    Console.Error.WriteLine(problem);
    return 2;
}

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = arguments.Rest, ApplicationName = "Kyc" });
builder.WebHost.UseUrls(arguments.Walkthrough ? "http://127.0.0.1:0" : arguments.Urls);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.ConfigureHttpJsonOptions(options =>
{
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, HttpJson.Default);
    options.SerializerOptions.RespectNullableAnnotations = true;
    options.SerializerOptions.RespectRequiredConstructorParameters = true;
});
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
{
    // A body that cannot be read is the caller's to mend, so the caller learns what is wrong with it.
    if (context.Exception is BadHttpRequestException bad) context.ProblemDetails.Detail = bad.InnerException?.Message ?? bad.Message;
});
builder.Services.AddBux(bux =>
{
    bux.AddBrokerAccounts().AddKycBackoffice().Configure(options => options.ReplyTimeout = TimeSpan.FromSeconds(10));
    if (arguments.Kafka is { } servers) bux.UseKafka(kafka => kafka.BootstrapServers = servers);
    else bux.UseEmbedded(arguments.Data);
});

await using var app = builder.Build();
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
    SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
});
app.UseStatusCodePages();
app.MapAccounts();
app.MapBackoffice();

await app.StartAsync();
if (arguments.Walkthrough)
{
    var succeeded = await Walkthrough.PlayAsync(app.Services);
    await app.StopAsync();
    return succeeded ? 0 : 1;
}

foreach (var url in app.Urls)
{
    Console.WriteLine($"""
        The KYC sample runs on {arguments.Log} and listens on {url}. Try:

          curl -i {url}/accounts -H 'content-type: application/json' -d '{Arguments.Example}'
          curl {url}/backoffice/accounts/A-1?minVersion=1

        Ctrl+C stops it; everything is still there when you start it again.
        """);
}

await app.WaitForShutdownAsync();
return 0;

/// <summary>Named, so that tests can host it.</summary>
public partial class Program;

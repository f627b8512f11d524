"""The whole wiring of the service: what is opened here is closed here, in reverse."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, Router, WebSocketRoute, request_response
from starlette.types import ASGIApp

from credit_graph.api.context import Context
from credit_graph.api.eligibility.reports import check_instant
from credit_graph.api.exposure import Exposure
from credit_graph.api.http.endpoint import GraphQLEndpoint
from credit_graph.api.limits import DEFAULT_LIMITS, Limits
from credit_graph.api.notifying.log_entry import cursor_of
from credit_graph.api.relay.cursors import CursorSeal
from credit_graph.api.trusted.manifest import (
    NONE_KNOWN,
    ManifestError,
    TrustedDocuments,
    read_manifest,
)
from credit_graph.audit.key_file import KeyFile
from credit_graph.clock import Now, utc_now
from credit_graph.domain.authority.principal import LOCAL_READER, Principal, Scope
from credit_graph.domain.chains.members import ChainQuestion
from credit_graph.domain.rulebook import Rulebook
from credit_graph.errors import SchemaMissingError, SettingError, StartingError
from credit_graph.errors.causes import system_cause
from credit_graph.graph.database.connection import Endpoint, Graph
from credit_graph.graph.database.limits import PROBE
from credit_graph.graph.database.statements import load_statements
from credit_graph.message import Message, Words
from credit_graph.resources import cypher_folder, explorer_folder
from credit_graph.settings import Settings
from credit_graph.usecases.agencies.feed_calendar import Feed, feed_calendar
from credit_graph.usecases.auditing.accesses import Readers
from credit_graph.usecases.auditing.audit_book import BookKeeping
from credit_graph.usecases.chains.explore import Exploration
from credit_graph.usecases.policies.rules import RulesShelf
from credit_graph.usecases.services import Services
from credit_graph.usecases.webhooks.webhook_desk import WebhookMeans
from credit_graph.web.authentication.bearer import Authentication
from credit_graph.web.authentication.calendar_key import calendar_keys
from credit_graph.web.authentication.scope_gate import ScopeGate
from credit_graph.web.authentication.tokens import Tokens, issued_by
from credit_graph.web.calendar_feed import CalendarFeed
from credit_graph.web.compression import Compression
from credit_graph.web.conditional_get import ConditionalGet
from credit_graph.web.guards.admission import Admission
from credit_graph.web.guards.body_limit import BodyLimit, Uploads
from credit_graph.web.guards.deadline import RequestDeadline
from credit_graph.web.guards.foreign_pages import ForeignPages
from credit_graph.web.guards.host_names import HostNames
from credit_graph.web.guards.secure_transport import SecureTransport
from credit_graph.web.lifespan import Chores, Keep, Shutdown, no_chores, once_prepared, running
from credit_graph.web.negotiation import LanguageNegotiation
from credit_graph.web.pages.chain_svg import ChainSvg
from credit_graph.web.pages.explorer import LogOnPlace, explorer_routes
from credit_graph.web.pages.graphiql import GraphiQLPage
from credit_graph.web.probes.database_watch import DatabaseWatch, Revive
from credit_graph.web.probes.health import Health
from credit_graph.web.probes.readiness import Readiness
from credit_graph.web.read_your_writes import HEADER as BOOKMARK
from credit_graph.web.read_your_writes import ReadYourWrites
from credit_graph.web.refusal import refused_path
from credit_graph.web.request_log import RequestLog
from credit_graph.web.streaming.graphql_socket import GraphQLSocket
from credit_graph.web.streaming.server_sent_events import PATH as EVENTS
from credit_graph.web.streaming.server_sent_events import ServerSentEvents
from credit_graph.web.streaming.stream_access import StreamAccess
from credit_graph.web.streaming.stream_limits import DEFAULT_STREAM_LIMITS, StreamLimits
from credit_graph.web.telemetry.gauges import Queues
from credit_graph.web.telemetry.instruments import Telemetry

_OF_CHAINS = (Scope.READ_CHAINS, Scope.READ_ENTERPRISES)
_FAST = 1  # of zlib's levels: three quarters of the saving for a fifth of the time


async def stay_cold(_: Graph) -> None:
    """Leave a database as it is when it comes back."""


def build_app(
    settings: Settings,
    database: Endpoint,
    prepare: Callable[[Graph], Callable[[], Awaitable[None]]],
    *,
    warm: Callable[[Graph], Awaitable[None]] = stay_cold,
    now: Now = utc_now,
    announce: Callable[[Words], None] = print,
    limits: Limits = DEFAULT_LIMITS,
    stream_limits: StreamLimits = DEFAULT_STREAM_LIMITS,
    revive: Revive | None = None,
    chores: Chores = no_chores,
) -> Starlette:
    """Return the ASGI application for one database.

    `prepare(graph)` gives the work that makes a database ready, repeated until it succeeds;
    `warm(graph)` is done when a database comes back. `announce` is given words about getting ready,
    and a line of JSON for each request. `revive` starts an embedded database again. `chores` are
    done beside requests. `app.state.stop()` makes it not ready before it ends.
    """
    trusted = _trusted(settings)  # before anything is opened that would have to be closed
    graph = Graph.open(database, load_statements(cypher_folder()))
    services = _services(graph, settings, database, now)
    seal = CursorSeal(_secret(settings, database))
    readiness = Readiness(prepare(graph), services.shelf.refresh, announce, partial(warm, graph))
    probe = Graph.open(database, graph.statements, limits=PROBE)
    ping = partial(probe.ping, timeout_s=PROBE.statement_s)
    context = _contexts(services, readiness, seal)
    telemetry = _telemetry(settings, graph)
    watch = (*_watch(ping, telemetry.counted(revive), announce), *services.audit.keepers)
    beside = chores(graph, services, partial(cursor_of, seal))
    keeping = (*watch, services.change_tail.keep, *map(partial(once_prepared, readiness), beside))
    graphql = GraphQLEndpoint(context, limits, _exposure(settings), trusted)
    questions = [Route("/graphql", graphql), *_pages(context, now)]
    following = ReadYourWrites(Router(questions), seal, services.follow)
    tokens = _tokens(settings, services, announce, now)
    known = _authentication(following, tokens, services, settings)
    admission, bounded = _bounded(known, settings, limits)
    access = _access(tokens, settings, stream_limits)
    telemetry.read(
        readiness,
        lambda: Queues(admission.at_work, admission.waiting, graph.waiting),
        lambda: {**graphql.cache_bytes, **services.cache_bytes},
    )
    app = Starlette(
        routes=[  # they are tried in this order
            *(Route(each.path, bounded) for each in questions),
            *_streams(graphql, access, tokens, settings, stream_limits),
            *explorer_routes(explorer_folder(), _log_on_place(settings)),
            *Health(readiness, ping).routes,
            *telemetry.routes,
        ],
        middleware=_around(settings, limits, announce, now, telemetry),
        exception_handlers={HTTPException: refused_path},
        lifespan=lambda _: running(
            readiness, admission, keeping, Shutdown(services.audit.write, (probe, graph)), telemetry
        ),
    )
    app.state.stop = partial(_stop, readiness, access)
    return app


def _services(graph: Graph, settings: Settings, database: Endpoint, now: Now) -> Services:
    means = WebhookMeans(_secret(settings, database), settings.webhook_networks)
    return Services.of(graph, now, _book_keeping(settings), means)


def _authentication(
    app: ASGIApp, tokens: Tokens, services: Services, settings: Settings
) -> Authentication:
    """Return what tells who asks: by a token or, for a calendar, by its address."""
    by_address = calendar_keys(services.calendar_addresses.principal)
    return Authentication(app, tokens.principal, _anonymous(settings), by_address)


def _telemetry(settings: Settings, graph: Graph) -> Telemetry:
    monitored = settings.monitoring
    return Telemetry.of(monitored.metrics, monitored.traces, graph.statements)


def _contexts(services: Services, readiness: Readiness, seal: CursorSeal) -> Callable[..., Context]:
    """Return what gives each request its context: who asks, by the rules as they are now."""

    def context(principal: Principal = LOCAL_READER) -> Context:
        rulebook = _rulebook(services.shelf, readiness)
        disclosure = services.audit.disclosure(principal)
        return Context(rulebook, services, seal, principal, disclosure)

    return context


def _book_keeping(settings: Settings) -> BookKeeping:
    auditing = settings.auditing
    return BookKeeping(Readers(auditing.readers), auditing.days, KeyFile(settings.audit_key))


def _watch(
    ping: Callable[[], Awaitable[None]], revive: Revive | None, announce: Callable[[Words], None]
) -> Sequence[Keep]:
    """Return what looks after an embedded database; nothing for an external one."""
    return () if revive is None else (DatabaseWatch(ping, revive, announce).keep,)


def _pages(context: Callable[..., Context], now: Now) -> list[Route]:
    return [
        _page("/chain/{uscc}.svg", _chain_pictures(context).show, *_OF_CHAINS),
        _page("/calendar/{agency}.ics", _calendar_feed(context, now).show, Scope.READ_PUBLIC),
    ]


def _log_on_place(settings: Settings) -> LogOnPlace | None:
    """Return where people log on in the explorer; None where they do with keys alone."""
    issuer = settings.issuer
    if issuer is None or issuer.client is None:
        return None
    return LogOnPlace(issuer.issuer, issuer.origin, issuer.client, issuer.audience)


def _page(path: str, show: Callable[[Request], Awaitable[Response]], *scopes: Scope) -> Route:
    return Route(path, ScopeGate(request_response(show), *scopes), methods=["GET"])


def _rulebook(shelf: RulesShelf, readiness: Readiness) -> Rulebook:
    """Return the rules in force; raise what keeps them from being there if there are none."""
    try:
        return shelf.current.rulebook
    except SchemaMissingError:
        raise readiness.problem or StartingError() from None


def _chain_pictures(context: Callable[..., Context]) -> ChainSvg:
    """Return the endpoint that draws chains as GraphQL would tell of them."""

    async def explore(
        question: ChainQuestion, known_at: datetime | None, principal: Principal
    ) -> Exploration | None:
        current = context(principal)
        check_instant(current, known_at)
        services = current.services
        found = await services.explorer.explore(
            services.shelf, question, known_at, current.sight, current.display
        )
        disclosure = current.disclosure
        if found is not None and disclosure is not None:
            disclosure.page = "/chain/{uscc}.svg"
            disclosure.show((question.core,))
            services.audit.disclosed(principal, disclosure)
        return found

    return ChainSvg(explore, lambda: context().today)


def _calendar_feed(context: Callable[[], Context], now: Now) -> CalendarFeed:
    """Return the endpoint that shows an agency's calendar."""

    async def feed_of(agency: str) -> Feed | None:
        current = context()
        handed_in = current.services.submissions.handed_in
        return await feed_calendar(current.duty_book, handed_in, agency, current.today)

    return CalendarFeed(feed_of, now)


def _trusted(settings: Settings) -> TrustedDocuments:
    if settings.documents is None:
        return NONE_KNOWN
    try:
        by_id = read_manifest(settings.documents.file.read_bytes())
    except (OSError, ManifestError) as error:
        cause = system_cause(error) if isinstance(error, OSError) else error.message
        why = Message(
            "{file} cannot be used: {cause}", file=str(settings.documents.file), cause=cause
        )
        raise SettingError("CREDIT_GRAPH_DOCUMENTS", why) from None
    return TrustedDocuments(by_id, settings.documents.only)


def _exposure(settings: Settings) -> Exposure:
    profile = settings.profile
    return Exposure(
        introspection=profile.introspection,
        suggestions=profile.suggestions,
        get=profile.get,
        federated=settings.federated,
    )


def _tokens(
    settings: Settings, services: Services, announce: Callable[[Words], None], now: Now
) -> Tokens:
    """Return what tells whom a token speaks for."""
    issuer = settings.issuer
    access_tokens = (
        None
        if issuer is None
        else issued_by(issuer.jwks, issuer.issuer, issuer.audience, announce, now)
    )
    return Tokens(services.api_keys, access_tokens)


def _anonymous(settings: Settings) -> Principal | None:
    return None if settings.needs_token else LOCAL_READER


def _access(tokens: Tokens, settings: Settings, limits: StreamLimits) -> StreamAccess:
    """Return what lets streams in."""
    origins, anonymous = settings.network.origins, _anonymous(settings)
    return StreamAccess(tokens.principal, anonymous, origins, limits.connections)


def _stop(readiness: Readiness, access: StreamAccess) -> None:
    """Have others sent elsewhere, and what would last end."""
    readiness.stop()
    access.close()


def _streams(
    graphql: GraphQLEndpoint,
    access: StreamAccess,
    tokens: Tokens,
    settings: Settings,
    limits: StreamLimits,
) -> list[BaseRoute]:
    """Return where changes are followed: what lasts takes no place from what is answered."""
    origins, anonymous = settings.network.origins, _anonymous(settings)
    events = ServerSentEvents(graphql.streams, access, limits)
    known = ForeignPages(Authentication(events, tokens.principal, anonymous), origins)
    return [
        WebSocketRoute("/graphql", GraphQLSocket(graphql.streams, access, limits)),
        Route(EVENTS, known, methods=["POST"]),
    ]


def _bounded(known: ASGIApp, settings: Settings, limits: Limits) -> tuple[Admission, ASGIApp]:
    """Return where requests wait their turn, and the endpoint that answers them in time."""
    own = ForeignPages(known, settings.network.origins)
    admission = Admission(own, limits.in_flight, limits.queued)
    bounded: ASGIApp = RequestDeadline(admission, limits.request_s)
    if settings.profile.graphiql:
        bounded = GraphiQLPage(bounded, explorer_folder())
    return admission, bounded


def _around(
    settings: Settings,
    limits: Limits,
    announce: Callable[[Words], None],
    now: Now,
    telemetry: Telemetry,
) -> list[Middleware]:
    """Return what every request passes, outermost first."""
    return [
        Middleware(RequestLog, write=announce, now=now),
        *telemetry.middleware,
        Middleware(LanguageNegotiation),
        Middleware(HostNames, names=settings.network.names),
        *_transport(settings),
        *_cross_origin(settings),
        Middleware(
            BodyLimit,
            at_most_bytes=limits.body_bytes,
            uploads=Uploads(limits.uploads, limits.upload_bytes),
        ),
        Middleware(Compression, compresslevel=_FAST),
        Middleware(ConditionalGet),
    ]


def _transport(settings: Settings) -> list[Middleware]:
    """Return what demands TLS; nothing where only this machine can reach the service."""
    if not settings.network.is_open:
        return []
    return [Middleware(SecureTransport, proxies=settings.network.proxies)]


def _cross_origin(settings: Settings) -> list[Middleware]:
    """Return what tells browsers that pages of the named sites may ask; nothing if none is."""
    if not settings.network.origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=settings.network.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", BOOKMARK, "X-Request-ID"],
            expose_headers=["ETag", "Retry-After", "WWW-Authenticate", "X-Request-ID"],
        )
    ]


def _secret(settings: Settings, database: Endpoint) -> bytes:
    material = settings.secret or f"cursors of {database.uri} {database.password}"
    return sha256(material.encode()).digest()
